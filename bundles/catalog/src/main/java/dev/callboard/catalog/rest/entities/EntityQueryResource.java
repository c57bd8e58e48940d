package dev.callboard.catalog.rest.entities;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.CursorSeal;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.query.EntityPager;
import dev.callboard.catalog.query.EntityQuery;
import dev.callboard.catalog.query.FieldProjection;
import dev.callboard.catalog.query.FilterParser;
import dev.callboard.catalog.query.FullText;
import dev.callboard.catalog.query.Order;
import dev.callboard.catalog.query.QueryLimits;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.rest.history.TimeTravel;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Pages of entities with cursors. What the caller may not read is as if it did not exist, so the
 * route itself needs credentials only.
 */
@Component(service = CatalogResource.class)
@Path("/entities/by-query")
@Produces(JsonAnswers.JSON)
public final class EntityQueryResource implements CatalogResource {
  private static final Set<String> PARAMETERS =
      Set.of(
          "filter",
          "fields",
          "limit",
          "offset",
          "orderField",
          "cursor",
          "fullTextFilterTerm",
          "fullTextFilterFields",
          "totalItems",
          "at");

  private final CatalogReader reader;
  private final TimeTravel times;
  private final EntityPager pager;
  private final QueryTags tags = new QueryTags();

  /** Called by the framework. */
  @Activate
  public EntityQueryResource(
      @Reference CatalogReader reader, @Reference CursorSeal seal, @Reference TimeTravel times) {
    this.reader = requireNonNull(reader, "reader is null");
    this.times = requireNonNull(times, "times is null");
    this.pager = new EntityPager(requireNonNull(seal, "seal is null"));
  }

  /** Reads a page; the query is in the parameters. */
  @GET
  @AuthenticatedRoute
  public Response get(
      @Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
    QueryParameters parameters = QueryParameters.of(uri, PARAMETERS);
    QueryLimits limits = reader.limits();
    Integer offset = parameters.count("offset");
    EntityQuery query =
        new EntityQuery(
            parameters.text("cursor"),
            FilterParser.parse(parameters.all("filter")),
            parameters.all("orderField").stream().map(EntityQueryResource::order).toList(),
            fullText(parameters),
            offset == null ? 0 : offset,
            parameters.count("limit"),
            parameters.totalWanted());
    FieldProjection fields = FieldProjection.of(parameters.all("fields"), limits);
    PortalPrincipal caller = Callers.of(security);
    EntityFilter permitted = reader.permitted(caller);
    Snapshot snapshot = times.snapshot(parameters.text("at"), reader.snapshot(), permitted);
    return tags.answer(
        new QueryTags.Asked(snapshot, caller.getName(), permitted, uri, limits),
        headers,
        () -> {
          String name = caller.getName();
          return JsonAnswers.page(pager.page(snapshot, query, permitted, limits, name), fields);
        });
  }

  /** Reads a page; the query is in the body. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @AuthenticatedRoute
  public Response post(
      Map<String, Object> content, @Context UriInfo uri, @Context SecurityContext security) {
    QueryParameters.of(uri, Set.of());
    RequestBody body = RequestBody.of(content);
    Integer offset = body.count("offset");
    EntityQuery query =
        new EntityQuery(
            body.text("cursor"),
            body.object("query"),
            body.orders(),
            fullText(body.object("fullTextFilter")),
            offset == null ? 0 : offset,
            body.count("limit"),
            body.totalWanted());
    QueryLimits limits = reader.limits();
    FieldProjection fields = FieldProjection.of(body.texts("fields"), limits);
    PortalPrincipal caller = Callers.of(security);
    EntityFilter permitted = reader.permitted(caller);
    return JsonAnswers.page(
        pager.page(reader.snapshot(), query, permitted, limits, caller.getName()), fields);
  }

  /** Reads an order such as {@code metadata.name,desc}. */
  static Order order(String text) {
    String[] parts = text.split(",", -1);
    String direction = parts.length > 1 ? parts[1] : "asc";
    if (!direction.equals("asc") && !direction.equals("desc")) {
      throw PortalException.input("Invalid order field order, must be asc or desc");
    }
    return new Order(parts[0], direction.equals("desc"));
  }

  /** Reads the full text parameters. */
  static FullText fullText(QueryParameters parameters) {
    String term = parameters.text("fullTextFilterTerm");
    List<String> fields =
        parameters.all("fullTextFilterFields").stream()
            .flatMap(list -> Arrays.stream(list.split(",")))
            .filter(field -> !field.isBlank())
            .toList();
    return new FullText(term == null ? "" : term, fields);
  }

  private static FullText fullText(Map<String, Object> filter) {
    if (filter == null) {
      return FullText.NONE;
    }
    String where = "request/body/fullTextFilter/";
    String term = RequestBody.text(where + "term", filter.get("term"));
    return new FullText(
        term == null ? "" : term, RequestBody.texts(where + "fields", filter.get("fields")));
  }
}
