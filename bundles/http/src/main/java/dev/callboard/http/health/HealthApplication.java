package dev.callboard.http.health;

import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Serves {@code /api/health}. */
@Component(service = Application.class)
@JakartarsApplicationBase("/health")
@JakartarsName("health")
public final class HealthApplication extends Application {
  private final HealthResource resource;

  /** Creates the application. */
  @Activate
  public HealthApplication(@Reference HealthChecks checks, @Reference ServerInfo server) {
    this.resource = new HealthResource(checks, server);
  }

  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.of(resource);
  }
}
