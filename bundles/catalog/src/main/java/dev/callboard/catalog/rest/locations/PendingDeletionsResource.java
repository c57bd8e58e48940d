package dev.callboard.catalog.rest.locations;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.changes.Cause;
import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.store.Changes;
import dev.callboard.catalog.store.HeldDeletions;
import dev.callboard.catalog.store.PendingDeletion;
import dev.callboard.catalog.store.PendingTable;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletions that were too large to be done at once, and what is to become of them. */
@Component(service = CatalogResource.class)
@Path("/ingestion/pending-deletions")
@Produces(Json.TYPE)
public final class PendingDeletionsResource implements CatalogResource {
  private static final int REFS = 1_000;
  private static final int MOST_REFS = 10_000;

  private final Ingestion ingestion;

  /** Called by the framework. */
  @Activate
  public PendingDeletionsResource(@Reference Ingestion ingestion) {
    this.ingestion = requireNonNull(ingestion, "ingestion is null");
  }

  /** Returns all, the newest first. */
  @GET
  @RequiresPermission("catalog.ingestion.read")
  public Response all(@Context UriInfo uri) {
    Input.parameters(uri);
    List<PendingDeletion> pending = ingestion.store().read(PendingTable::all);
    return Json.answer(
        200, Map.of("items", pending.stream().map(PendingDeletionsResource::json).toList()));
  }

  /** Returns one with its entities. */
  @GET
  @Path("/{id}")
  @RequiresPermission("catalog.ingestion.read")
  public Response one(@PathParam("id") String id, @Context UriInfo uri) {
    Input.parameters(uri, "limit", "after");
    int limit = Input.limit(uri, REFS, MOST_REFS);
    String after = uri.getQueryParameters().getFirst("after");
    Map<String, Object> json =
        ingestion
            .store()
            .read(
                connection -> {
                  PendingDeletion pending = PendingTable.require(connection, id);
                  Map<String, Object> found = json(pending);
                  found.put(
                      "entityRefs",
                      PendingTable.refs(connection, pending, after == null ? "" : after, limit));
                  return found;
                });
    return Json.answer(200, json);
  }

  /** Deletes the entities. */
  @POST
  @Path("/{id}/approve")
  @RequiresPermission(value = "catalog.ingestion.manage", action = "update")
  public Response approve(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    Input.parameters(uri);
    Changes changes =
        new HeldDeletions(ingestion.store()).approve(id, cause(security, id + "/approve"));
    Set<String> roots = new LinkedHashSet<>();
    changes.takeovers().forEach(source -> roots.add(source.rootKey()));
    ingestion.refresh(roots);
    return Json.answer(200, Map.of("deleted", changes.removed().size()));
  }

  /** Keeps the entities; what is listed by nothing else can still be deleted later. */
  @POST
  @Path("/{id}/reject")
  @RequiresPermission(value = "catalog.ingestion.manage", action = "update")
  public Response reject(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    Input.parameters(uri);
    return Json.answer(
        200,
        json(new HeldDeletions(ingestion.store()).reject(id, cause(security, id + "/reject"))));
  }

  private static Cause cause(SecurityContext security, String path) {
    String request = "POST /ingestion/pending-deletions/" + path;
    return new Cause(Input.caller(security), Map.of("request", request));
  }

  private static Map<String, Object> json(PendingDeletion pending) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", pending.id());
    json.put("location", pending.rootKey());
    json.put("state", pending.state());
    json.put("heldAt", IngestionReport.time(pending.heldAt()));
    json.put("seenAt", IngestionReport.time(pending.seenAt()));
    json.put("readings", pending.readings());
    json.put("owned", pending.owned());
    json.put("entities", pending.entities());
    return json;
  }
}
