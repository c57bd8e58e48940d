package dev.callboard.audit.detection;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alerts and rules over REST. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class AlertsResource {
  private static final int LIMIT = 50;
  private static final int MOST = 500;

  private final DetectionFollower detection;

  AlertsResource(DetectionFollower detection) {
    this.detection = detection;
  }

  /** Lists alerts, what happened last first. */
  @GET
  @Path("alerts")
  @RequiresPermission(DetectionPermissions.READ)
  public Map<String, Object> alerts(
      @QueryParam("rule") String rule,
      @QueryParam("before") Long before,
      @QueryParam("limit") Integer limit) {
    int size = limit == null ? LIMIT : limit;
    if (size < 1 || size > MOST) {
      throw PortalException.input("limit must be between 1 and " + MOST + ", not " + size);
    }
    try {
      List<Alert> found =
          detection
              .alerts()
              .list(rule == null ? "" : rule, before == null ? Long.MAX_VALUE : before, size);
      return Map.of("items", found.stream().map(Alert::json).toList());
    } catch (SQLException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "Alerts cannot be read now; try again later", e);
    }
  }

  /** Lists the rules in force, and what is wrong with others. */
  @GET
  @Path("rules")
  @RequiresPermission(DetectionPermissions.READ)
  public Map<String, Object> rules() {
    Rules rules = detection.rules();
    return Map.of(
        "items", rules.rules().stream().map(AlertsResource::json).toList(),
        "problems", rules.problems());
  }

  private static Map<String, Object> json(Rule rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", rule.id());
    json.put("title", rule.title());
    json.put("severity", rule.severity());
    json.put("enabled", rule.enabled());
    json.put("active", rule.isActive());
    json.put("coolDownSeconds", rule.coolDown().toSeconds());
    return json;
  }
}
