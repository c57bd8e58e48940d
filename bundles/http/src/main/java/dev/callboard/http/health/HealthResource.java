package dev.callboard.http.health;

import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** What each health check says. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
  private final HealthChecks checks;

  HealthResource(HealthChecks checks) {
    this.checks = checks;
  }

  /** Runs the checks and returns their results. */
  @GET
  @RequiresPermission("callboard.health.read")
  public Map<String, Object> report() {
    return checks.report();
  }
}
