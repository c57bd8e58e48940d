package dev.callboard.catalog.rest.graph;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.graph.GraphLimits;
import dev.callboard.catalog.graph.ImpactQuery;
import dev.callboard.catalog.graph.Step;
import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.rest.entities.Callers;
import dev.callboard.catalog.rest.entities.JsonAnswers;
import dev.callboard.catalog.rest.entities.QueryParameters;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What needs an entity, or what it needs, over several steps. Backstage has no such thing. */
@Component(service = CatalogResource.class)
@Path("/impact")
@Produces(JsonAnswers.JSON)
public final class ImpactResource implements CatalogResource {
  private static final Set<String> PARAMETERS =
      Set.of("entityRef", "direction", "relations", "depth", "limit");

  private final CatalogReader reader;
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public ImpactResource(@Reference CatalogReader reader, @Reference ConfigService config) {
    this.reader = requireNonNull(reader, "reader is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Walks over relations. */
  @GET
  @RequiresPermission(value = "catalog.entity.read", resourceType = CatalogReader.RESOURCE_TYPE)
  public Response impact(@Context UriInfo uri, @Context SecurityContext security) {
    QueryParameters parameters = QueryParameters.of(uri, PARAMETERS);
    GraphLimits limits = GraphLimits.of(config.current());
    ImpactQuery query =
        new ImpactQuery(
            dependents(parameters.text("direction")),
            relations(parameters.all("relations"), limits),
            GraphRequest.number(parameters, "depth", limits.maxDepth(), limits.maxDepth()),
            GraphRequest.number(parameters, "limit", limits.defaultLimit(), limits.maxLimit()));
    Snapshot snapshot = reader.snapshot();
    EntityFilter permitted = reader.permitted(Callers.of(security));
    EntityHandle start =
        GraphRequest.start(GraphRequest.ref(parameters, "entityRef"), snapshot, permitted);
    return JsonAnswers.values(json(start, query, query.run(snapshot, start, permitted, limits)));
  }

  private static Map<String, Object> json(
      EntityHandle start, ImpactQuery query, ImpactQuery.Result result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", start.ref());
    json.put("direction", query.dependents() ? "dependents" : "dependencies");
    json.put("relations", query.relations());
    json.put("depth", query.depth());
    json.put("items", result.steps().stream().map(ImpactResource::item).toList());
    json.put("truncated", result.truncated());
    return json;
  }

  private static Map<String, Object> item(Step step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", step.entity().ref());
    json.put("depth", step.depth());
    json.put(
        "path",
        step.path().stream()
            .map(each -> Map.of("relation", each.relation(), "entityRef", each.entity().ref()))
            .toList());
    return json;
  }

  private static boolean dependents(String direction) {
    if (direction == null || direction.equals("dependents")) {
      return true;
    }
    if (direction.equals("dependencies")) {
      return false;
    }
    throw PortalException.input(
        "request/query/direction must be equal to one of the allowed values: dependents,"
            + " dependencies");
  }

  private static List<String> relations(List<String> given, GraphLimits limits) {
    List<String> names =
        given.stream()
            .flatMap(list -> Arrays.stream(list.split(",")))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    if (names.size() > limits.maxRelations()) {
      throw PortalException.input(
          "Too many relations: at most " + limits.maxRelations() + " are allowed");
    }
    return names.isEmpty() ? ImpactQuery.NEEDS : names;
  }
}
