package dev.callboard.supply.chain.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Findings as they are opened, changed and closed. */
@Component(service = StreamResource.class)
@Path("/stream")
public final class StreamResource {
  private final FindingStreams streams;

  /** Called by Declarative Services. */
  @Activate
  public StreamResource(@Reference FindingStreams streams) {
    this.streams = requireNonNull(streams, "streams is null");
  }

  /** Follows what happens after a change, from now on without one. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RequiresPermission(SupplyChainPermissions.READ)
  public void stream(
      @Context SseEventSink sink,
      @Context Sse sse,
      @QueryParam("entity") @DefaultValue("") String entity,
      @QueryParam("after") @DefaultValue("") String after,
      @HeaderParam("Last-Event-ID") @DefaultValue("") String lastEventId,
      @Context SecurityContext security) {
    String ref = entity.isEmpty() ? "" : EntityRef.parse(entity).toString();
    // A reader that comes back sends its first URL again, so the header is the newer word.
    String position = lastEventId.isBlank() ? after : lastEventId.strip();
    if (!position.matches("\\d{0,18}")) {
      throw PortalException.input("after and Last-Event-ID must be an id of this stream");
    }
    streams.connect(
        sink,
        sse,
        Access.principal(security),
        ref,
        position.isEmpty() ? null : Long.valueOf(position));
  }
}
