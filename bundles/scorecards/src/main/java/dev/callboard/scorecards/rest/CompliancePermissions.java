package dev.callboard.scorecards.rest;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** What one may do here. Of entities that one may not see nothing is shown in any case. */
@Component
public final class CompliancePermissions implements PermissionProvider {
  /** To read scorecards and how entities stand. */
  public static final String READ = "compliance.result.read";

  /** To have an entity evaluated now. */
  public static final String EVALUATE = "compliance.evaluate";

  /** To grant exemptions. */
  public static final String GRANT = "compliance.waiver.create";

  /** To revoke exemptions. */
  public static final String REVOKE = "compliance.waiver.delete";

  @Override
  public List<Permission> permissions() {
    return List.of(
        Permission.basic(READ, "read"),
        Permission.basic(EVALUATE, "read"),
        Permission.basic(GRANT, "create"),
        Permission.basic(REVOKE, "delete"));
  }
}
