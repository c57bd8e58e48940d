package dev.callboard.notifications.rest;

import dev.callboard.notifications.deliver.Deliveries;
import dev.callboard.notifications.deliver.DeliveryRow;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What channels could not deliver, and what waits for them. What it says is not shown. */
@Component(service = DeliveryResource.class)
@Path("/deliveries")
@Produces(MediaType.APPLICATION_JSON)
public final class DeliveryResource {
  private static final int MOST = 500;

  private final Deliveries deliveries;
  private final AuditService audit;

  /** Called by Declarative Services. */
  @Activate
  public DeliveryResource(@Reference Deliveries deliveries, @Reference AuditService audit) {
    this.deliveries = deliveries;
    this.audit = audit;
  }

  /** Returns how channels stand, and the oldest deliveries of a state. */
  @GET
  @RequiresPermission(NotificationPermissions.READ_DELIVERIES)
  public Map<String, Object> list(
      @QueryParam("state") String state, @QueryParam("channel") String channel) {
    if (state != null && !state.equals("waiting") && !state.equals("dead")) {
      throw PortalException.input("state must be waiting or dead");
    }
    List<Object> channels = new ArrayList<>();
    for (Deliveries.ChannelState each : deliveries.states()) {
      channels.add(
          Map.of(
              "id",
              each.channel(),
              "available",
              each.here(),
              "waiting",
              each.waiting(),
              "dead",
              each.dead()));
    }
    List<Object> items = new ArrayList<>();
    for (DeliveryRow row :
        deliveries.list(!"waiting".equals(state), Optional.ofNullable(channel), MOST)) {
      items.add(json(row));
    }
    return Map.of("channels", channels, "items", items);
  }

  private static Map<String, Object> json(DeliveryRow row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", row.id());
    json.put("channel", row.channel());
    json.put("recipient", row.user().isEmpty() ? null : row.user());
    json.put("state", row.dead() ? "dead" : "waiting");
    json.put("digest", row.digest().isEmpty() ? null : row.digest());
    json.put("created", Instant.ofEpochMilli(row.created()).toString());
    json.put("due", Instant.ofEpochMilli(row.due()).toString());
    json.put("tries", row.tries());
    json.put("error", row.error().orElse(null));
    return json;
  }

  /** Tries something again that was given up, or that waits. */
  @POST
  @Path("/{id}/retry")
  @RequiresPermission(value = NotificationPermissions.MANAGE_DELIVERIES, action = "update")
  public Response retry(@PathParam("id") String id, @Context SecurityContext security) {
    change(id, "notifications.delivery-retried", security, deliveries::retry);
    deliveries.wake();
    return Response.noContent().build();
  }

  /** Deletes something that is not to be delivered any more. */
  @DELETE
  @Path("/{id}")
  @RequiresPermission(value = NotificationPermissions.MANAGE_DELIVERIES, action = "update")
  public Response delete(@PathParam("id") String id, @Context SecurityContext security) {
    change(id, "notifications.delivery-deleted", security, deliveries::delete);
    return Response.noContent().build();
  }

  /** Changes a delivery; returns whether it is there. */
  private interface Change {
    boolean apply(Connection connection, String id) throws SQLException;
  }

  private void change(String id, String event, SecurityContext security, Change change) {
    PortalPrincipal who = (PortalPrincipal) security.getUserPrincipal();
    boolean found =
        deliveries.write(
            connection -> {
              boolean changed = change.apply(connection, id);
              if (changed) {
                audit.record(
                    connection, AuditEvent.event(event, who).target("delivery", id).build());
              }
              return changed;
            });
    if (!found) {
      throw PortalException.notFound("There is no delivery '" + id + "' that can be changed");
    }
  }
}
