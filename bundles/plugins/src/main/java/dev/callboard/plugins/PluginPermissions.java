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

  /** To read what plugins have logged. */
  public static final String LOG = "callboard.plugin.log";

  /** To install plugins. */
  public static final String INSTALL = "callboard.plugin.install";

  /** To update, start, stop, remove and transfer plugins. */
  public static final String MANAGE = "callboard.plugin.manage";

  @Override
  public List<Permission> permissions() {
    return List.of(
        Permission.basic(READ, "read"),
        Permission.basic(LOG, "read"),
        Permission.basic(INSTALL, "create"),
        Permission.basic(MANAGE, "update"));
  }
}
