package dev.callboard.permission;

import dev.callboard.permission.role.RoleStore;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Serves {@code /api/permission}. */
@Component(service = Application.class)
@JakartarsApplicationBase("/permission")
@JakartarsName("permission")
public final class PermissionApplication extends Application {
  private final Set<Object> resources;

  /** Takes who decides, the permissions and rules that exist, and the roles. */
  @Activate
  public PermissionApplication(
      @Reference PolicyDirectory policies,
      @Reference PermissionCatalog catalog,
      @Reference ResourceTypes types,
      @Reference ResourceJudge judge,
      @Reference RoleBook book,
      @Reference RoleStore store,
      @Reference Subjects subjects) {
    // Not by service lookup: a plugin could offer a permission service with a higher ranking.
    DefaultPermissionService permissions = DefaultPermissionService.quiet(policies, judge);
    this.resources =
        Set.of(
            new PermissionResource(permissions, catalog),
            new RolesResource(book, store),
            new ExplainResource(permissions, catalog, types, judge, subjects));
  }

  // Deprecated without another standard way to hand over objects that are not made by Jersey.
  @SuppressWarnings("deprecation")
  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
