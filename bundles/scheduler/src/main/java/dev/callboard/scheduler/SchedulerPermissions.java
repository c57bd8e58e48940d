package dev.callboard.scheduler;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The permissions of the scheduler. */
@Component
public final class SchedulerPermissions implements PermissionProvider {
  static final String READ = "callboard.scheduler.read";
  static final String MANAGE = "callboard.scheduler.manage";

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.basic(READ, "read"), Permission.basic(MANAGE, "update"));
  }
}
