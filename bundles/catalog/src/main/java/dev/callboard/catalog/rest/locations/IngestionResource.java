package dev.callboard.catalog.rest.locations;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.ingest.RootStatus;
import dev.callboard.catalog.query.QueryLimits;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.store.Conflict;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
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
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public IngestionResource(@Reference Ingestion ingestion, @Reference ConfigService config) {
    this.ingestion = requireNonNull(ingestion, "ingestion is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Returns each location that is read, with its files, or those that something is wrong with. */
  @GET
  @RequiresPermission("catalog.ingestion.read")
  public Response locations(@Context UriInfo uri) {
    Input.parameters(uri, "limit", "offset", "faulty");
    Page page = page(uri);
    boolean faulty = "true".equals(Input.choice(uri, "faulty", List.of("true", "false")));
    List<RootStatus> all = ingestion.status();
    List<Map<String, Object>> reports = IngestionReport.of(ingestion, all);
    List<Map<String, Object>> wrong = reports.stream().filter(IngestionReport::isFaulty).toList();
    List<Map<String, Object>> wanted = faulty ? wrong : reports;
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("locations", page.of(wanted).toList());
    answer.put("providers", IngestionReport.providers(ingestion));
    answer.put("totalItems", wanted.size());
    answer.put("faultyItems", wrong.size());
    return Json.answer(200, answer);
  }

  /** Returns the documents that are not served because another one has their reference. */
  @GET
  @Path("/conflicts")
  @RequiresPermission("catalog.ingestion.read")
  public Response conflicts(@Context UriInfo uri) {
    Input.parameters(uri, "limit", "offset");
    List<Conflict> all = ingestion.store().conflicts();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", page(uri).of(all).map(IngestionResource::conflict).toList());
    answer.put("totalItems", all.size());
    return Json.answer(200, answer);
  }

  private Page page(UriInfo uri) {
    return Page.of(uri, QueryLimits.of(config.current()).maxLimit());
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
