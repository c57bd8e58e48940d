package dev.callboard.sample.incidents;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Tells operators which permissions there are to grant. */
@Component
public final class IncidentsPermissions implements PermissionProvider {
  static final String READ = "incidents.record.read";
  static final String CREATE = "incidents.record.create";
  static final String UPDATE = "incidents.record.update";
  static final String DELETE = "incidents.record.delete";

  @Override
  public List<Permission> permissions() {
    return List.of(
        Permission.basic(READ, "read"),
        Permission.basic(CREATE, "create"),
        Permission.basic(UPDATE, "update"),
        Permission.basic(DELETE, "delete"));
  }
}
