package dev.callboard.ownership.rest;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** What one may do here. Of entities that one may not see nothing is shown in any case. */
@Component
public final class OwnershipPermissions implements PermissionProvider {
  /** To read facts, sums and suggestions. */
  public static final String READ = "insights.ownership.read";

  /** To claim for an owner that one does not belong to. */
  public static final String CLAIM = "insights.ownership.claim";

  /** To see what single people have done; the name keeps it with administrators. */
  public static final String PEOPLE = "callboard.ownership.people";

  @Override
  public List<Permission> permissions() {
    return List.of(
        Permission.basic(READ, "read"),
        Permission.basic(CLAIM, "create"),
        Permission.basic(PEOPLE, "update"));
  }
}
