package dev.callboard.audit.detection;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
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
  private static final int REASON = 2000;
  private static final List<String> STATES = List.of("open", "acknowledged");

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
      @QueryParam("state") String state,
      @QueryParam("before") Long before,
      @QueryParam("limit") Integer limit) {
    int size = limit == null ? LIMIT : limit;
    if (size < 1 || size > MOST) {
      throw PortalException.input("limit must be between 1 and " + MOST + ", not " + size);
    }
    if (state != null && !STATES.contains(state)) {
      throw PortalException.input("state must be one of " + STATES + ", not '" + state + "'");
    }
    try {
      List<Alert> found =
          detection
              .alerts()
              .list(
                  rule == null ? "" : rule,
                  state == null ? "" : state,
                  before == null ? Long.MAX_VALUE : before,
                  size);
      return Map.of("items", found.stream().map(Alert::json).toList());
    } catch (SQLException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "Alerts cannot be read now; try again later", e);
    }
  }

  /** Says that an alert has been dealt with. */
  @POST
  @Path("alerts/{id}/acknowledgement")
  @RequiresPermission(value = DetectionPermissions.ACKNOWLEDGE, action = "update")
  public Map<String, Object> acknowledge(
      @PathParam("id") String id, Map<String, Object> body, @Context SecurityContext security) {
    Map<String, Object> given = body == null ? Map.of() : body;
    if (!(given.get("reason") instanceof String reason)
        || reason.isBlank()
        || reason.length() > REASON) {
      throw PortalException.input("reason must be a text of 1 to " + REASON + " characters");
    }
    Object seen = given.getOrDefault("lastSeq", Long.MAX_VALUE);
    if (!(seen instanceof Long || seen instanceof Integer)) {
      throw PortalException.input("lastSeq must be the lastSeq of the alert, a whole number");
    }
    try {
      return detection
          .acknowledgements()
          .acknowledge(
              id,
              reason.strip(),
              ((Number) seen).longValue(),
              (PortalPrincipal) security.getUserPrincipal())
          .json();
    } catch (SQLException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "The alert cannot be changed now; try again later", e);
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
