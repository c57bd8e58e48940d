package dev.callboard.docs.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.docs.build.RunningBuild;
import dev.callboard.docs.build.SiteBuilds;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.EventReader;
import dev.callboard.platform.http.EventStreamFactory;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Builds a site when somebody opens it, and tells how that goes. */
@Component(service = SyncResource.class)
@Path("/sync")
public final class SyncResource {
  private final Entities entities;
  private final SiteBuilds builds;
  private final EventStreamFactory streams;

  /** Called by the framework. */
  @Activate
  public SyncResource(
      @Reference Entities entities,
      @Reference SiteBuilds builds,
      @Reference EventStreamFactory streams) {
    this.entities = requireNonNull(entities, "entities is null");
    this.builds = requireNonNull(builds, "builds is null");
    this.streams = requireNonNull(streams, "streams is null");
  }

  /** Sends the lines of the build, and at its end whether there is a new version. */
  @GET
  @Path("/{namespace}/{kind}/{name}")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RequiresPermission(value = "catalog.entity.read", resourceType = "catalog-entity")
  public void sync(
      @PathParam("namespace") String namespace,
      @PathParam("kind") String kind,
      @PathParam("name") String name,
      @Context SseEventSink sink,
      @Context Sse sse,
      @Context SecurityContext security) {
    EntityRef ref = new EntityRef(kind, namespace, name);
    Entity entity = entities.require(ref, security, "Entity metadata UID missing");
    EventReader reader = streams.open(sink, sse, security.getUserPrincipal().getName(), () -> {});
    RunningBuild build = builds.start(entity, false);
    AtomicInteger id = new AtomicInteger();
    build.log().follow(line -> send(reader, id, "log", Answers.text(line)));
    build
        .result()
        .whenComplete(
            (updated, failure) -> {
              if (failure == null) {
                send(reader, id, "finish", "{\"updated\":" + updated + "}");
              } else {
                send(reader, id, "error", Answers.text(message(failure)));
              }
              reader.close();
            });
  }

  private static void send(EventReader reader, AtomicInteger id, String type, String json) {
    reader.send(Integer.toString(id.incrementAndGet()), type, json);
  }

  private static String message(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof PortalException
        ? cause.getMessage()
        : "The documentation was not built";
  }
}
