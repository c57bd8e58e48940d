package dev.callboard.audit.detection;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * The permission to see alerts; as those of the audit log, only administrators have it at first.
 */
@Component
public final class DetectionPermissions implements PermissionProvider {
  /** To see alerts and rules. */
  static final String READ = "callboard.audit.alerts.read";

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.basic(READ, "read"));
  }
}
