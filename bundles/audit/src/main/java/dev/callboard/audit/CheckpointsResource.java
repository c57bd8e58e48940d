package dev.callboard.audit;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.PublicRoute;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checkpoints and the keys that verify them over REST. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CheckpointsResource {
  private final Checkpoints checkpoints;
  private final ConfigService config;

  CheckpointsResource(Checkpoints checkpoints, ConfigService config) {
    this.checkpoints = checkpoints;
    this.config = config;
  }

  /** Lists checkpoints, the newest first. */
  @GET
  @Path("checkpoints")
  @RequiresPermission(AuditPermissions.READ)
  public Map<String, Object> list(
      @QueryParam("before") Long before, @QueryParam("limit") Integer limit) {
    int size = QuerySettings.of(config.current()).limit(limit);
    List<Map<String, Object>> items = new ArrayList<>();
    for (CheckpointTable.Row row : rows(before == null ? Long.MAX_VALUE : before, size)) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("seq", row.seq());
      item.put("keyId", row.keyId());
      item.put("note", row.note());
      items.add(item);
    }
    return Map.of("items", items);
  }

  /** Returns the newest checkpoint as a signed note. */
  @GET
  @Path("checkpoint")
  @Produces({MediaType.TEXT_PLAIN + ";charset=utf-8", MediaType.APPLICATION_JSON})
  @RequiresPermission(AuditPermissions.READ)
  public String newest() {
    return rows(Long.MAX_VALUE, 1).stream()
        .findFirst()
        .map(CheckpointTable.Row::note)
        .orElseThrow(() -> PortalException.notFound("The log has not been signed yet"));
  }

  private List<CheckpointTable.Row> rows(long before, int limit) {
    try {
      return checkpoints.table().before(before, limit);
    } catch (SQLException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "The audit log cannot be read now; try again later", e);
    }
  }

  /** Publishes the keys that checkpoints are verified with. */
  @GET
  @Path("keys")
  @PublicRoute("public keys, for auditors without an account")
  public Map<String, Object> keys() {
    String current = checkpoints.keys().signing().verifier().id();
    return Map.of(
        "keys",
        checkpoints.keys().trusted().values().stream()
            .map(
                key ->
                    Map.<String, Object>of(
                        "id", key.id(), "key", key.text(), "signs", key.id().equals(current)))
            .toList());
  }

  /** Replaces the key that signs. */
  @POST
  @Path("keys")
  @RequiresPermission(value = AuditPermissions.ROTATE, action = "update")
  public Map<String, Object> rotate(@Context SecurityContext security) {
    VerifierKey key = checkpoints.rotate((PortalPrincipal) security.getUserPrincipal());
    return Map.of("id", key.id(), "key", key.text(), "signs", true);
  }
}
