package dev.callboard.identity;

import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Serves {@code /api/auth}. */
@Component(service = Application.class)
@JakartarsApplicationBase("/auth")
@JakartarsName("auth")
public final class AuthApplication extends Application {
  private final Set<Object> resources;

  /** Takes what all services of the bundle share. */
  @Activate
  public AuthApplication(@Reference TokenAuthority authority) {
    this.resources =
        Set.of(
            new WellKnownResource(authority),
            new UserInfoResource(authority),
            new ProviderResource(authority));
  }

  // Deprecated without another standard way to hand over objects that are not made by Jersey.
  @SuppressWarnings("deprecation")
  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
