package dev.callboard.catalog.rest.locations;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.store.Conflict;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows what is read, when, and what is wrong with it. Backstage has no such thing. */
@Component(service = CatalogResource.class)
@Path("/ingestion")
@Produces(Json.TYPE)
public final class IngestionResource implements CatalogResource {
  private final Ingestion ingestion;

  /** Called by the framework. */
  @Activate
  public IngestionResource(@Reference Ingestion ingestion) {
    this.ingestion = requireNonNull(ingestion, "ingestion is null");
  }

  /** Returns each location that is read, with its files. */
  @GET
  @RequiresPermission("catalog.ingestion.read")
  public Response locations(@Context UriInfo uri) {
    Input.parameters(uri);
    return Json.answer(200, Map.of("locations", IngestionReport.of(ingestion)));
  }

  /** Returns the documents that are not served because another one has their reference. */
  @GET
  @Path("/conflicts")
  @RequiresPermission("catalog.ingestion.read")
  public Response conflicts(@Context UriInfo uri) {
    Input.parameters(uri);
    return Json.answer(
        200,
        Map.of(
            "items",
            ingestion.store().conflicts().stream().map(IngestionResource::conflict).toList()));
  }

  private static Map<String, Object> conflict(Conflict conflict) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", conflict.ref());
    json.put("source", conflict.loserKey());
    json.put("line", conflict.loserLine());
    json.put("winner", conflict.winnerKey());
    json.put("location", conflict.rootKey());
    json.put("kind", conflict.kind());
    json.put("firstSeen", IngestionReport.time(conflict.firstSeen()));
    return json;
  }
}
