package dev.callboard.http.health;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The permissions of health. */
@Component
public final class HealthPermissions implements PermissionProvider {
  /** To see what each check says. */
  static final String READ = "callboard.health.read";

  /** To see what the server is made of and runs on. */
  static final String SERVER = "callboard.server.read";

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.basic(READ, "read"), Permission.basic(SERVER, "read"));
  }
}
