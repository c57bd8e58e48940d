package dev.callboard.catalog.rest.entities;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.export.CsvColumn;
import dev.callboard.catalog.export.CsvExport;
import dev.callboard.catalog.index.Matches;
import dev.callboard.catalog.index.Walk;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.query.FilterParser;
import dev.callboard.catalog.query.FullText;
import dev.callboard.catalog.query.Order;
import dev.callboard.catalog.query.PredicateParser;
import dev.callboard.catalog.query.QueryLimits;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.rest.history.TimeTravel;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Entities as a table, filtered and ordered as by queries. Backstage has no such thing. */
@Component(service = CatalogResource.class)
@Path("/entities.csv")
@Produces(EntityCsvResource.CSV)
public final class EntityCsvResource implements CatalogResource {
  static final String CSV = "text/csv; charset=utf-8";
  private static final long MAX_ROWS = 100_000;
  private static final Set<String> PARAMETERS =
      Set.of(
          "filter",
          "fields",
          "limit",
          "orderField",
          "fullTextFilterTerm",
          "fullTextFilterFields",
          "at");

  private final CatalogReader reader;
  private final TimeTravel times;
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public EntityCsvResource(
      @Reference CatalogReader reader,
      @Reference ConfigService config,
      @Reference TimeTravel times) {
    this.reader = requireNonNull(reader, "reader is null");
    this.times = requireNonNull(times, "times is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Streams the table; what is too large is refused before the first row. */
  @GET
  @AuthenticatedRoute
  public Response csv(@Context UriInfo uri, @Context SecurityContext security) {
    QueryParameters parameters = QueryParameters.of(uri, PARAMETERS);
    QueryLimits limits = reader.limits();
    List<Order> orders =
        parameters.all("orderField").stream().map(EntityQueryResource::order).toList();
    FullText fullText = EntityQueryResource.fullText(parameters);
    if (fullText.term().length() > limits.maxTextLength()) {
      throw PortalException.input(
          "Too many characters in the full text term: at most "
              + limits.maxTextLength()
              + " are allowed");
    }
    String order = orders.isEmpty() ? null : orders.get(0).field().toLowerCase(Locale.ROOT);
    EntityFilter permitted = reader.permitted(Callers.of(security));
    EntityFilter filter =
        PredicateParser.parse(FilterParser.parse(parameters.all("filter")), limits)
            .and(permitted)
            .and(fullText.filter(order));
    Matches matches =
        filter.in(times.snapshot(parameters.text("at"), reader.snapshot(), permitted));
    matches = order == null ? matches : matches.having(order);
    int rows = rows(matches.count(), parameters.count("limit"));
    List<CsvColumn> columns = CsvColumn.of(parameters.all("fields"), limits.maxFields());
    CsvExport export = new CsvExport(columns.isEmpty() ? CsvColumn.DEFAULT : columns);
    Walk walk =
        order == null
            ? matches.byUid(false, null)
            : matches.byValue(order, orders.get(0).descending(), null, rows);
    StreamingOutput body = out -> export.write(out, walk, rows);
    return Response.ok(body, CSV)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"entities.csv\"")
        .build();
  }

  private int rows(long count, Integer limit) {
    long max = config.current().number("catalog.export.maxRows").orElse(MAX_ROWS);
    long rows = limit == null ? count : Math.min(limit, count);
    if (rows > max) {
      throw PortalException.input(
          "The table would have "
              + rows
              + " rows, and at most "
              + max
              + " are allowed (catalog.export.maxRows): use a narrower filter, or limit");
    }
    return (int) rows;
  }
}
