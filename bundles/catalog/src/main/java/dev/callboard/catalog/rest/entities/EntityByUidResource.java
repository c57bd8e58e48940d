package dev.callboard.catalog.rest.entities;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.rest.history.TimeTravel;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One entity by its uid. */
@Component(service = CatalogResource.class)
@Path("/entities/by-uid/{uid}")
@Produces(JsonAnswers.JSON)
public final class EntityByUidResource implements CatalogResource {
  private final CatalogReader reader;
  private final TimeTravel times;

  /** Called by the framework. */
  @Activate
  public EntityByUidResource(@Reference CatalogReader reader, @Reference TimeTravel times) {
    this.reader = requireNonNull(reader, "reader is null");
    this.times = requireNonNull(times, "times is null");
  }

  /** Returns the entity. */
  @GET
  @AuthenticatedRoute
  public Response byUid(
      @PathParam("uid") String uid,
      @QueryParam("at") String at,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    Snapshot snapshot = reader.snapshot();
    EntityFilter permitted = reader.permitted(Callers.of(security));
    return uuid(uid)
        .flatMap(
            id ->
                at == null
                    ? now(id, snapshot, permitted, headers)
                    : times.byUid(id, at, snapshot, permitted))
        .orElseThrow(() -> PortalException.notFound("No entity with uid " + uid));
  }

  private static Optional<Response> now(
      UUID uid, Snapshot snapshot, EntityFilter permitted, HttpHeaders headers) {
    return snapshot
        .byUid(uid)
        .filter(entity -> CatalogReader.visible(entity, permitted))
        .map(entity -> ReadTags.entity(entity, headers));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text)).filter(uid -> uid.toString().equals(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
