package dev.callboard.permission;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * The permissions to see and change who may do what. Nobody but administrators has them at first.
 */
@Component
public final class RolePermissions implements PermissionProvider {
  /** To see roles, and to ask what others may do. */
  public static final String READ = "callboard.permission.read";

  /** To change roles. Whoever has it can give himself everything. */
  public static final String MANAGE = "callboard.permission.manage";

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.basic(READ, "read"), Permission.basic(MANAGE, "update"));
  }
}
