package dev.callboard.sample.incidents;

import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Serves the resource at {@code /api/incidents}. */
@Component(service = Application.class)
@JakartarsApplicationBase("/incidents")
@JakartarsName("incidents")
public final class IncidentsApplication extends Application {
  private final IncidentsResource resource;

  /** Wires the resource. */
  @Activate
  public IncidentsApplication(
      @Reference Incidents incidents, @Reference IncidentEntities entities) {
    resource = new IncidentsResource(incidents, entities);
  }

  @Override
  @SuppressWarnings("deprecation") // in favour of CDI, which OSGi services stand in for
  public Set<Object> getSingletons() {
    return Set.of(resource);
  }
}
