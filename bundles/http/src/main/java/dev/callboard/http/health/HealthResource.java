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

  private final ServerInfo server;

  HealthResource(HealthChecks checks, ServerInfo server) {
    this.checks = checks;
    this.server = server;
  }

  /** Tells the versions of what runs here. */
  @GET
  @Path("info")
  @RequiresPermission(HealthPermissions.SERVER)
  public Map<String, Object> info() {
    return server.report();
  }

  /** Runs the checks and returns their results. */
  @GET
  @RequiresPermission(HealthPermissions.READ)
  public Map<String, Object> report() {
    return checks.report();
  }
}
