package dev.callboard.http.gateway;

import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.EventStream;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/** A stream of events, as plugins offer it. */
@Path("/events")
@AuthenticatedRoute
public final class StreamResource {
  private final EventStream stream;

  StreamResource(EventStream stream) {
    this.stream = stream;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void events(
      @Context SseEventSink sink,
      @Context Sse sse,
      @Context SecurityContext security,
      @HeaderParam("Last-Event-ID") String lastEventId) {
    stream.subscribe(sink, sse, lastEventId, security.getUserPrincipal().getName());
  }
}
