package dev.callboard.identity.revocation;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The permissions about whether others may come in. */
@Component
public final class UserPermissions implements PermissionProvider {
  /** To see who is blocked. */
  public static final String READ = "callboard.user.read";

  /** To block users, and to let them in again. */
  public static final String BLOCK = "callboard.user.block";

  /** To sign others out. */
  public static final String SIGN_OUT = "callboard.user.sign-out";

  @Override
  public List<Permission> permissions() {
    return List.of(
        Permission.basic(READ, "read"),
        Permission.basic(BLOCK, "update"),
        Permission.basic(SIGN_OUT, "update"));
  }
}
