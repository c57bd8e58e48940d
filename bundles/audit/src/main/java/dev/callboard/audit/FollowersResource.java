package dev.callboard.audit;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.Map;

/** Who follows the log, over REST. */
@Path("/followers")
@Produces(MediaType.APPLICATION_JSON)
public final class FollowersResource {
  private final AuditFollowers followers;

  FollowersResource(AuditFollowers followers) {
    this.followers = followers;
  }

  /** Lists followers and how far they are. */
  @GET
  @RequiresPermission(AuditPermissions.READ)
  public Map<String, Object> list() {
    try {
      return Map.of("items", followers.list());
    } catch (SQLException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "The audit log cannot be read now; try again later", e);
    }
  }
}
