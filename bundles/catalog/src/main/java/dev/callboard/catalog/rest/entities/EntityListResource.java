package dev.callboard.catalog.rest.entities;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Matches;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.query.EntityLister;
import dev.callboard.catalog.query.FieldProjection;
import dev.callboard.catalog.query.FilterParser;
import dev.callboard.catalog.query.Order;
import dev.callboard.catalog.query.PredicateParser;
import dev.callboard.catalog.query.QueryLimits;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.rest.history.TimeTravel;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The list of entities: all of them, streamed, or pages with offsets. */
@Component(service = CatalogResource.class)
@Path("/entities")
@Produces(JsonAnswers.JSON)
public final class EntityListResource implements CatalogResource {
  private static final Set<String> PARAMETERS =
      Set.of("filter", "fields", "limit", "offset", "after", "order", "at");

  private final CatalogReader reader;
  private final TimeTravel times;
  private final QueryTags tags = new QueryTags();

  /** Called by the framework. */
  @Activate
  public EntityListResource(@Reference CatalogReader reader, @Reference TimeTravel times) {
    this.reader = requireNonNull(reader, "reader is null");
    this.times = requireNonNull(times, "times is null");
  }

  /** Lists entities. */
  @GET
  @AuthenticatedRoute
  public Response list(
      @Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
    QueryParameters parameters = QueryParameters.of(uri, PARAMETERS);
    QueryLimits limits = reader.limits();
    PageOffset page = PageOffset.of(parameters);
    FieldProjection fields = FieldProjection.of(parameters.all("fields"), limits);
    List<Order> orders = parameters.all("order").stream().map(EntityListResource::order).toList();
    if (orders.size() > limits.maxFields()) {
      throw PortalException.input(
          "Too many orders: at most " + limits.maxFields() + " are allowed");
    }
    EntityFilter asked =
        PredicateParser.parse(FilterParser.parse(parameters.all("filter")), limits);
    PortalPrincipal caller = Callers.of(security);
    EntityFilter permitted = reader.permitted(caller);
    Snapshot snapshot = times.snapshot(parameters.text("at"), reader.snapshot(), permitted);
    return tags.answer(
        new QueryTags.Asked(snapshot, caller.getName(), permitted, uri, limits),
        headers,
        () -> answer(asked.and(permitted).in(snapshot), orders, page, fields, uri));
  }

  private static Response answer(
      Matches matches, List<Order> orders, PageOffset page, FieldProjection fields, UriInfo uri) {
    if (page == null) {
      return JsonAnswers.list(EntityLister.all(matches, orders), fields).build();
    }
    Supplier<EntityHandle> entities = EntityLister.paged(matches, orders, page.expected());
    for (int i = 0; i < page.offset(); i++) {
      if (entities.get() == null) {
        break;
      }
    }
    if (page.limit() == null) {
      return JsonAnswers.list(entities, fields).build();
    }
    return page(take(entities, page.limit()), entities.get() != null, page, fields, uri);
  }

  private static Response page(
      List<EntityHandle> items,
      boolean more,
      PageOffset page,
      FieldProjection fields,
      UriInfo uri) {
    Iterator<EntityHandle> each = items.iterator();
    Response.ResponseBuilder answer =
        JsonAnswers.list(() -> each.hasNext() ? each.next() : null, fields);
    return more ? answer.header(HttpHeaders.LINK, page.nextLink(uri)).build() : answer.build();
  }

  private static List<EntityHandle> take(Supplier<EntityHandle> entities, int limit) {
    List<EntityHandle> items = new ArrayList<>(Math.min(limit, 512));
    while (items.size() < limit) {
      EntityHandle next = entities.get();
      if (next == null) {
        break;
      }
      items.add(next);
    }
    return items;
  }

  private static Order order(String text) {
    int colon = text.indexOf(':');
    String direction = colon < 0 ? "" : text.substring(0, colon);
    if ((!direction.equals("asc") && !direction.equals("desc")) || colon == text.length() - 1) {
      throw PortalException.input(
          "Invalid order parameter \"" + text + "\", expected \"<asc or desc>:<field name>\"");
    }
    return new Order(text.substring(colon + 1), direction.equals("desc"));
  }
}
