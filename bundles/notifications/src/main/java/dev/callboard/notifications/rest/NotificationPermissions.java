package dev.callboard.notifications.rest;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The permissions about the notifications of others. */
@Component
public final class NotificationPermissions implements PermissionProvider {
  /** To delete what is kept of a user. */
  public static final String DELETE = "callboard.notifications.delete";

  /** To see what could not be delivered. */
  public static final String READ_DELIVERIES = "callboard.notifications.deliveries.read";

  /** To try deliveries again, and to delete them. */
  public static final String MANAGE_DELIVERIES = "callboard.notifications.deliveries.manage";

  @Override
  public List<Permission> permissions() {
    return List.of(
        Permission.basic(DELETE, "delete"),
        Permission.basic(READ_DELIVERIES, "read"),
        Permission.basic(MANAGE_DELIVERIES, "update"));
  }
}
