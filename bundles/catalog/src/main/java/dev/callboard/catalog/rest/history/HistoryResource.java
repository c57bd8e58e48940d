package dev.callboard.catalog.rest.history;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.history.EntityHistory;
import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.rest.entities.JsonAnswers;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.identity.PortalPrincipal;
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
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who changed an entity, when, and what. Backstage has no such thing. */
@Component(service = CatalogResource.class)
@Path("/entities/by-name/{kind}/{namespace}/{name}/history")
@Produces(JsonAnswers.JSON)
public final class HistoryResource implements CatalogResource {
  private final EntityHistory history;
  private final CatalogReader reader;

  /** Called by the framework. */
  @Activate
  public HistoryResource(@Reference EntityHistory history, @Reference CatalogReader reader) {
    this.history = requireNonNull(history, "history is null");
    this.reader = requireNonNull(reader, "reader is null");
  }

  /** Returns the changes, the last one first. */
  @GET
  @AuthenticatedRoute
  public Response history(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    only(uri, Set.of("limit", "cursor"));
    String ref = new EntityRef(kind, namespace, name).toString();
    EntityFilter permitted = permitted(security);
    boolean served = checkServed(ref, permitted);
    String cursor = uri.getQueryParameters().getFirst("cursor");
    EntityHistory.Page page =
        history.page(
            ref,
            HistoryAnswers.cursor(cursor),
            HistoryAnswers.limit(uri.getQueryParameters().getFirst("limit")),
            permitted);
    if (!served && cursor == null && page.versions().isEmpty() && page.next().isEmpty()) {
      throw unknown(ref);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("items", page.versions().stream().map(HistoryAnswers::row).toList());
    json.put(
        "pageInfo",
        page.next().map(seq -> Map.of("nextCursor", String.valueOf(seq))).orElse(Map.of()));
    return JsonAnswers.values(json);
  }

  /** Returns one change with the entity after it, and what it changed as JSON Patch. */
  @GET
  @Path("/{seq}")
  @AuthenticatedRoute
  public Response version(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @PathParam("seq") String seq,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    only(uri, Set.of());
    String ref = new EntityRef(kind, namespace, name).toString();
    EntityFilter permitted = permitted(security);
    checkServed(ref, permitted);
    return number(seq)
        .flatMap(number -> history.version(ref, number, permitted))
        .map(version -> JsonAnswers.values(HistoryAnswers.full(version)))
        .orElseThrow(
            () ->
                PortalException.notFound(
                    "Entity " + ref + " has no change with the number " + seq));
  }

  private EntityFilter permitted(SecurityContext security) {
    return reader.permitted((PortalPrincipal) security.getUserPrincipal());
  }

  /** Refuses one that may not be read now; returns whether there is one. */
  private boolean checkServed(String ref, EntityFilter permitted) {
    Optional<EntityHandle> entity = reader.snapshot().byRef(ref);
    if (permitted.equals(EntityFilter.NONE)
        || entity.filter(found -> !CatalogReader.visible(found, permitted)).isPresent()) {
      throw unknown(ref);
    }
    return entity.isPresent();
  }

  private static PortalException unknown(String ref) {
    return PortalException.notFound("There is and was no entity " + ref);
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void only(UriInfo uri, Set<String> allowed) {
    for (Map.Entry<String, List<String>> each : uri.getQueryParameters().entrySet()) {
      if (!allowed.contains(each.getKey())) {
        throw PortalException.input("Unknown query parameter '" + each.getKey() + "'");
      }
    }
  }
}
