package dev.callboard.scaffolder.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.permission.ScaffolderPermissions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The log of a task, as a stream. */
@Component(service = ScaffolderResource.class)
@Path("/v2/tasks/{taskId}/eventstream")
public final class TaskStreamResource implements ScaffolderResource {
  private final TaskStreams streams;
  private final Access access;

  /** Called by the framework. */
  @Activate
  public TaskStreamResource(@Reference TaskStreams streams, @Reference Access access) {
    this.streams = requireNonNull(streams, "streams is null");
    this.access = requireNonNull(access, "access is null");
  }

  /** Follows a task until it has ended. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RequiresPermission(value = "scaffolder.task.read", resourceType = ScaffolderPermissions.TASK)
  public void stream(
      @PathParam("taskId") String id,
      @Context SseEventSink sink,
      @Context Sse sse,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @HeaderParam("Last-Event-ID") String lastEventId) {
    PortalPrincipal caller = Requests.caller(security);
    access.read(id, caller);
    streams.connect(sink, sse, caller, id, position(uri, lastEventId));
  }

  /** A reader that comes back sends its first URL again, so the header is the newer word. */
  private static long position(UriInfo uri, String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) {
      return Requests.number(uri, "after", 0);
    }
    if (!lastEventId.strip().matches("[0-9]{1,18}")) {
      throw PortalException.input("request/headers/Last-Event-ID must be a whole number");
    }
    return Long.parseLong(lastEventId.strip());
  }
}
