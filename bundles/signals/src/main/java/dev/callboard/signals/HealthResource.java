package dev.callboard.signals;

import dev.callboard.platform.http.PublicRoute;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Tells that signals are served, as Backstage does. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
  /** Returns the status. */
  @GET
  @PublicRoute("It tells that the plugin is there, and nothing else")
  public Map<String, String> health() {
    return Map.of("status", "ok");
  }
}
