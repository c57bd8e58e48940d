package dev.callboard.catalog.rest.locations;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.query.CursorSeal;
import dev.callboard.catalog.query.PredicateParser;
import dev.callboard.catalog.query.QueryLimits;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.store.Location;
import dev.callboard.catalog.store.LocationTable;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Pages of registered locations, by id. Who may not read them sees none. */
@Component(service = CatalogResource.class)
@Path("/locations/by-query")
@Produces(Json.TYPE)
public final class LocationQueryResource implements CatalogResource {
  private static final int DEFAULT_LIMIT = 1_000;

  private final Ingestion ingestion;
  private final Access access;
  private final ConfigService config;
  private final CursorSeal seal;

  /** Called by the framework. */
  @Activate
  public LocationQueryResource(
      @Reference Ingestion ingestion,
      @Reference PermissionService permissions,
      @Reference ConfigService config,
      @Reference CursorSeal seal) {
    this.ingestion = requireNonNull(ingestion, "ingestion is null");
    this.access = new Access(requireNonNull(permissions, "permissions is null"));
    this.config = requireNonNull(config, "config is null");
    this.seal = requireNonNull(seal, "seal is null");
  }

  /** Returns a page; a cursor keeps the predicate, and the limit unless another one is given. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @AuthenticatedRoute
  public Response query(
      Map<String, Object> content, @Context UriInfo uri, @Context SecurityContext security) {
    Input.parameters(uri);
    Input body = Input.body(content).only("query", "limit", "cursor");
    PortalPrincipal caller = Input.caller(security);
    LocationCursor from = from(body, caller.getName());
    QueryLimits limits = QueryLimits.of(config.current());
    Predicate<Location> filter = LocationFilter.of(PredicateParser.parse(from.query(), limits));
    int limit = Math.min(from.limit(), limits.maxLimit());
    List<Location> found = access.readsLocations(caller) ? found(filter) : List.of();
    List<Location> rest =
        found.stream()
            .filter(each -> from.afterId() == null || each.id().compareTo(from.afterId()) > 0)
            .toList();
    List<Location> page = rest.subList(0, Math.min(limit, rest.size()));
    Map<String, Object> info = new LinkedHashMap<>();
    if (page.size() < rest.size()) {
      String last = page.get(page.size() - 1).id();
      LocationCursor next = new LocationCursor(limit, from.query(), last);
      info.put("nextCursor", next.encode(seal, caller.getName()));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", page.stream().map(Json::item).toList());
    answer.put("totalItems", found.size());
    answer.put("pageInfo", info);
    return Json.answer(200, answer);
  }

  private LocationCursor from(Input body, String caller) {
    String cursor = body.text("cursor");
    Integer limit = body.size("limit");
    Map<String, Object> query = body.object("query");
    if (cursor == null || cursor.isEmpty()) {
      return new LocationCursor(limit == null ? DEFAULT_LIMIT : limit, query, null);
    }
    LocationCursor from = LocationCursor.decode(cursor, seal, caller);
    return new LocationCursor(limit == null ? from.limit() : limit, from.query(), from.afterId());
  }

  private List<Location> found(Predicate<Location> filter) {
    return ingestion.store().read(LocationTable::all).stream()
        .filter(filter)
        .sorted(Comparator.comparing(Location::id))
        .toList();
  }
}
