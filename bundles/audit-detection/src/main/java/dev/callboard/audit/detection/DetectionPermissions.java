package dev.callboard.audit.detection;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Permissions on alerts; as those of the audit log, only administrators have them at first. */
@Component
public final class DetectionPermissions implements PermissionProvider {
  /** To see alerts and rules. */
  static final String READ = "callboard.audit.alerts.read";

  /** To say that an alert has been dealt with. */
  static final String ACKNOWLEDGE = "callboard.audit.alerts.acknowledge";

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.basic(READ, "read"), Permission.basic(ACKNOWLEDGE, "update"));
  }
}
