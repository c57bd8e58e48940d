package dev.callboard.catalog.rest.locations;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.query.QueryLimits;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.store.UnservedEntities;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Entities that are claimed but not served, as Backstage's module for unprocessed entities shows
 * them. Beyond that they can be searched and paged.
 */
@Component(service = CatalogResource.class)
@Path("/entities/unprocessed")
@Produces(Json.TYPE)
public final class UnprocessedResource implements CatalogResource {
  private static final String READ = "catalog.entities.unprocessed.read";

  private final Ingestion ingestion;
  private final ConfigService config;
  private final Deletion deletion;

  /** Called by the framework. */
  @Activate
  public UnprocessedResource(@Reference Ingestion ingestion, @Reference ConfigService config) {
    this.ingestion = requireNonNull(ingestion, "ingestion is null");
    this.config = requireNonNull(config, "config is null");
    this.deletion = new Deletion(ingestion);
  }

  /** Returns those that something is wrong with and that have never been right. */
  @GET
  @Path("/failed")
  @RequiresPermission(READ)
  public Response failed(@Context UriInfo uri) {
    return answer("failed", uri);
  }

  /** Returns those that wait to be served for the first time. */
  @GET
  @Path("/pending")
  @RequiresPermission(READ)
  public Response pending(@Context UriInfo uri) {
    return answer("pending", uri);
  }

  /** Forgets one of them; it comes back when a file still lists it. Unknown ones are fine. */
  @DELETE
  @Path("/delete/{entity_id}")
  @RequiresPermission(value = "catalog.entities.unprocessed.delete", action = "delete")
  public Response delete(
      @PathParam("entity_id") String uid, @Context UriInfo uri, @Context SecurityContext security) {
    Input.parameters(uri);
    Optional<Boolean> served =
        ingestion.store().read(connection -> UnservedEntities.served(connection, uid));
    if (served.orElse(false)) {
      throw PortalException.conflict(
          "The entity with uid " + uid + " is served; delete it by DELETE /entities/by-uid/" + uid);
    }
    deletion.delete(uid, Input.caller(security), "DELETE /entities/unprocessed/delete/" + uid);
    return Response.noContent().build();
  }

  private Response answer(String type, UriInfo uri) {
    Input.parameters(uri, "owner", "kind", "search", "limit", "offset");
    UnprocessedFilter filter = UnprocessedFilter.of(uri);
    Page page = Page.of(uri, QueryLimits.of(config.current()).maxLimit());
    List<UnprocessedEntity> found =
        ingestion
            .store()
            .read(connection -> UnservedEntities.all(connection, type.equals("failed")))
            .stream()
            .map(UnprocessedEntity::of)
            .filter(filter)
            .toList();
    Stream<Map<String, Object>> entities = page.of(found).map(UnprocessedEntity::json);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("type", type);
    answer.put("entities", entities.toList());
    answer.put("totalItems", found.size());
    return Json.answer(200, answer);
  }
}
