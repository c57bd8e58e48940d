package dev.callboard.identity.access;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The permissions about the access tokens of others; for one's own none is needed. */
@Component
public final class AccessTokenPermissions implements PermissionProvider {
  /** To see which tokens a user has. */
  public static final String READ = "callboard.access-token.read";

  /** To end tokens of others. */
  public static final String REVOKE = "callboard.access-token.revoke";

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.basic(READ, "read"), Permission.basic(REVOKE, "delete"));
  }
}
