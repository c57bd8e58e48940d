package dev.callboard.plugins;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The permissions of the plugin manager. */
@Component
public final class PluginPermissions implements PermissionProvider {
  /** To see what is installed. */
  public static final String READ = "callboard.plugin.read";

  /** To install plugins. */
  public static final String INSTALL = "callboard.plugin.install";

  /** To update, start, stop, remove and transfer plugins. */
  public static final String MANAGE = "callboard.plugin.manage";

  @Override
  public List<Permission> permissions() {
    return List.of(
        Permission.basic(READ, "read"),
        Permission.basic(INSTALL, "create"),
        Permission.basic(MANAGE, "update"));
  }
}
