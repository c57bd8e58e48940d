package dev.callboard.catalog.rest.entities;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.index.EntityHandle;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One entity by kind, namespace and name in any case, and what it comes from. */
@Component(service = CatalogResource.class)
@Path("/entities/by-name/{kind}/{namespace}/{name}")
@Produces(JsonAnswers.JSON)
public final class EntityByNameResource implements CatalogResource {
  private final CatalogReader reader;
  private final TimeTravel times;

  /** Called by the framework. */
  @Activate
  public EntityByNameResource(@Reference CatalogReader reader, @Reference TimeTravel times) {
    this.reader = requireNonNull(reader, "reader is null");
    this.times = requireNonNull(times, "times is null");
  }

  /** Returns the entity. */
  @GET
  @AuthenticatedRoute
  public Response byName(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @QueryParam("at") String at,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    Snapshot snapshot = reader.snapshot();
    EntityFilter permitted = reader.permitted(Callers.of(security));
    String ref = new EntityRef(kind, namespace, name).toString();
    return (at == null
            ? find(ref, snapshot, permitted).map(entity -> ReadTags.entity(entity, headers))
            : times.byRef(ref, at, snapshot, permitted))
        .orElseThrow(
            () ->
                PortalException.notFound(
                    String.format(
                        "No entity named '%s' found, with kind '%s' in namespace '%s'",
                        name, kind, namespace)));
  }

  /** Returns the entity and all those that it comes from, as far as the caller may see them. */
  @GET
  @Path("/ancestry")
  @AuthenticatedRoute
  public Response ancestry(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    Snapshot snapshot = reader.snapshot();
    EntityFilter permitted = reader.permitted(Callers.of(security));
    String ref = new EntityRef(kind, namespace, name).toString();
    Optional<EntityHandle> root = snapshot.byRef(ref);
    if (permitted.equals(EntityFilter.NONE)
        || root.filter(entity -> !CatalogReader.visible(entity, permitted)).isPresent()) {
      throw PortalException.notAllowed("The entity " + ref + " may not be read");
    }
    return JsonAnswers.ancestry(
        ref,
        ancestry(
            root.orElseThrow(() -> PortalException.notFound("No such entity " + ref)),
            snapshot,
            permitted));
  }

  private static Map<EntityHandle, List<String>> ancestry(
      EntityHandle root, Snapshot snapshot, EntityFilter permitted) {
    Map<EntityHandle, List<String>> items = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>(Set.of(root.ref()));
    Deque<EntityHandle> todo = new ArrayDeque<>(List.of(root));
    while (!todo.isEmpty()) {
      EntityHandle entity = todo.remove();
      List<EntityHandle> parents =
          entity.parents().stream()
              .flatMap(ref -> find(ref, snapshot, permitted).stream())
              .toList();
      items.put(entity, parents.stream().map(EntityHandle::ref).toList());
      parents.stream().filter(parent -> seen.add(parent.ref())).forEach(todo::add);
    }
    return items;
  }

  private static Optional<EntityHandle> find(
      String ref, Snapshot snapshot, EntityFilter permitted) {
    return snapshot.byRef(ref).filter(entity -> CatalogReader.visible(entity, permitted));
  }
}
