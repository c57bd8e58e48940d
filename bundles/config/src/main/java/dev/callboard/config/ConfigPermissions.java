package dev.callboard.config;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The permissions of the configuration. */
@Component
public final class ConfigPermissions implements PermissionProvider {
  /** To see what is configured, without secrets. */
  static final String READ = "callboard.config.read";

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.basic(READ, "read"));
  }
}
