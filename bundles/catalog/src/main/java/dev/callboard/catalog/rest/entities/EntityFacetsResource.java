package dev.callboard.catalog.rest.entities;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.index.Matches;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.query.FilterParser;
import dev.callboard.catalog.query.PredicateParser;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts entities per value of a field. */
@Component(service = CatalogResource.class)
@Path("/entity-facets")
@Produces(JsonAnswers.JSON)
public final class EntityFacetsResource implements CatalogResource {
  private final CatalogReader reader;
  private final TimeTravel times;
  private final QueryTags tags = new QueryTags();
  private final FacetAnswers answers = new FacetAnswers();

  /** Called by the framework. */
  @Activate
  public EntityFacetsResource(@Reference CatalogReader reader, @Reference TimeTravel times) {
    this.reader = requireNonNull(reader, "reader is null");
    this.times = requireNonNull(times, "times is null");
  }

  /** Counts; the query is in the parameters. */
  @GET
  @AuthenticatedRoute
  public Response get(
      @Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
    QueryParameters parameters = QueryParameters.of(uri, Set.of("facet", "filter", "at"));
    List<String> facets = parameters.all("facet");
    if (facets.isEmpty()) {
      throw PortalException.input("request/query must have required property 'facet'");
    }
    QueryLimits limits = reader.limits();
    checkCount(facets, limits);
    EntityFilter asked =
        PredicateParser.parse(FilterParser.parse(parameters.all("filter")), limits);
    PortalPrincipal caller = Callers.of(security);
    EntityFilter permitted = reader.permitted(caller);
    Snapshot snapshot = times.snapshot(parameters.text("at"), reader.snapshot(), permitted);
    return tags.answer(
        new QueryTags.Asked(snapshot, caller.getName(), permitted, uri, limits),
        headers,
        () -> answer(facets, asked.and(permitted), snapshot));
  }

  /** Counts; the query is in the body. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @AuthenticatedRoute
  public Response post(
      Map<String, Object> content, @Context UriInfo uri, @Context SecurityContext security) {
    QueryParameters.of(uri, Set.of());
    RequestBody body = RequestBody.of(content);
    body.require("facets");
    List<String> facets = body.texts("facets");
    if (facets.isEmpty()) {
      throw PortalException.input("request/body/facets must not be empty");
    }
    QueryLimits limits = reader.limits();
    checkCount(facets, limits);
    EntityFilter asked = PredicateParser.parse(body.object("query"), limits);
    EntityFilter permitted = reader.permitted(Callers.of(security));
    return answer(facets, asked.and(permitted), reader.snapshot());
  }

  private static void checkCount(List<String> facets, QueryLimits limits) {
    if (facets.size() > limits.maxFields()) {
      throw PortalException.input(
          "Too many facets: at most " + limits.maxFields() + " are allowed");
    }
  }

  private Response answer(List<String> facets, EntityFilter filter, Snapshot snapshot) {
    return JsonAnswers.json(
        answers.of(snapshot, facets, filter, () -> count(facets, filter, snapshot)));
  }

  private static byte[] count(List<String> facets, EntityFilter filter, Snapshot snapshot) {
    Matches matches = filter.equals(EntityFilter.ALL) ? null : filter.in(snapshot);
    Map<String, List<Map<String, Object>>> answer = new LinkedHashMap<>();
    for (String facet : facets) {
      String key = facet.toLowerCase(Locale.ROOT);
      answer.put(
          facet, counts(matches == null ? snapshot.facet(key) : snapshot.facet(key, matches)));
    }
    return JsonAnswers.bytes(Map.of("facets", answer));
  }

  private static List<Map<String, Object>> counts(SortedMap<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(
            entry -> {
              Map<String, Object> item = new LinkedHashMap<>();
              item.put("value", entry.getKey());
              item.put("count", entry.getValue());
              return item;
            })
        .toList();
  }
}
