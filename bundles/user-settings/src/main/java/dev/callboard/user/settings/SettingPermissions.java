package dev.callboard.user.settings;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The permissions about the settings of others. */
@Component
public final class SettingPermissions implements PermissionProvider {
  /** To delete what is kept of a user. */
  public static final String DELETE = "callboard.user-settings.delete";

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.basic(DELETE, "delete"));
  }
}
