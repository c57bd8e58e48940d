package dev.callboard.permission;

import dev.callboard.platform.permission.PermissionService;
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
  private final PermissionResource resource;

  /** Takes who decides, and the permissions that exist. */
  @Activate
  public PermissionApplication(
      @Reference PolicyDirectory policies, @Reference PermissionCatalog catalog) {
    // Not by service lookup: a plugin could offer a permission service with a higher ranking.
    PermissionService permissions = new DefaultPermissionService(policies);
    this.resource = new PermissionResource(permissions, catalog);
  }

  // Deprecated without another standard way to hand over objects that are not made by Jersey.
  @SuppressWarnings("deprecation")
  @Override
  public Set<Object> getSingletons() {
    return Set.of(resource);
  }
}
