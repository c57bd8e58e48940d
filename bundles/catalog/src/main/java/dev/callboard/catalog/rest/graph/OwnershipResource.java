package dev.callboard.catalog.rest.graph;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.graph.GraphLimits;
import dev.callboard.catalog.graph.OwnershipQuery;
import dev.callboard.catalog.graph.Step;
import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.query.FilterParser;
import dev.callboard.catalog.query.PredicateParser;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a group and the groups below it own, or a user by the groups it is in. */
@Component(service = CatalogResource.class)
@Path("/ownership")
@Produces(JsonAnswers.JSON)
public final class OwnershipResource implements CatalogResource {
  private static final Set<String> PARAMETERS = Set.of("ref", "depth", "filter", "limit", "offset");

  private final CatalogReader reader;
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public OwnershipResource(@Reference CatalogReader reader, @Reference ConfigService config) {
    this.reader = requireNonNull(reader, "reader is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Walks over groups and returns a page of what they own. */
  @GET
  @RequiresPermission(value = "catalog.entity.read", resourceType = CatalogReader.RESOURCE_TYPE)
  public Response ownership(@Context UriInfo uri, @Context SecurityContext security) {
    QueryParameters parameters = QueryParameters.of(uri, PARAMETERS);
    GraphLimits limits = GraphLimits.of(config.current());
    String ref = GraphRequest.ref(parameters, "ref");
    if (!OwnershipQuery.isOwner(ref)) {
      throw PortalException.input("request/query/ref must be a reference of a Group or User");
    }
    int depth = OwnershipQuery.defaultDepth(ref, limits);
    Integer offset = parameters.count("offset");
    OwnershipQuery query =
        new OwnershipQuery(
            GraphRequest.number(parameters, "depth", depth, limits.maxDepth()),
            PredicateParser.parse(FilterParser.parse(parameters.all("filter")), reader.limits()),
            offset == null ? 0 : offset,
            GraphRequest.number(parameters, "limit", limits.defaultLimit(), limits.maxLimit()));
    Snapshot snapshot = reader.snapshot();
    EntityFilter permitted = reader.permitted(Callers.of(security));
    EntityHandle start = GraphRequest.start(ref, snapshot, permitted);
    return JsonAnswers.values(json(ref, query, query.run(snapshot, start, permitted, limits)));
  }

  private static Map<String, Object> json(
      String ref, OwnershipQuery query, OwnershipQuery.Result result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ref", ref);
    json.put("depth", query.depth());
    json.put("owners", result.owners().stream().map(owner -> owner(ref, owner)).toList());
    json.put("items", result.items().stream().map(item -> item(ref, item)).toList());
    json.put("totalItems", result.total());
    json.put("truncated", result.truncated());
    return json;
  }

  private static Map<String, Object> owner(String start, Step owner) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", owner.entity().ref());
    json.put("depth", owner.depth());
    json.put("path", path(start, owner));
    return json;
  }

  private static Map<String, Object> item(String start, OwnershipQuery.Owned item) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", item.entity().ref());
    json.put("ownerRef", item.owner().entity().ref());
    json.put("path", path(start, item.owner()));
    return json;
  }

  private static List<String> path(String start, Step owner) {
    List<String> path = new ArrayList<>(List.of(start));
    owner.path().forEach(step -> path.add(step.entity().ref()));
    return path;
  }
}
