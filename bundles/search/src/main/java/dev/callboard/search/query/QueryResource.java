package dev.callboard.search.query;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.search.follow.SearchIndexes;
import dev.callboard.search.rest.SearchResource;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The search, as Backstage has it. What the caller may not see is as if it did not exist, so the
 * route itself needs credentials only.
 */
@Component(service = SearchResource.class)
@Path("/query")
@Produces(MediaType.APPLICATION_JSON)
public final class QueryResource implements SearchResource {
  private static final String JSON = "application/json; charset=utf-8";

  private final SearchEngine engine;
  private final SearchIndexes indexes;
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public QueryResource(
      @Reference SearchEngine engine,
      @Reference SearchIndexes indexes,
      @Reference ConfigService config) {
    this.engine = requireNonNull(engine, "engine is null");
    this.indexes = requireNonNull(indexes, "indexes is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Searches. */
  @GET
  @AuthenticatedRoute
  public Response query(@Context UriInfo uri, @Context SecurityContext security) {
    SearchQuery query =
        new QueryRequest(uri.getQueryParameters(), config.current()).read(indexes.types().keySet());
    SearchEngine.Answer answer =
        engine.search(query, (PortalPrincipal) security.getUserPrincipal());
    if (!query.types().isEmpty() && answer.missing().containsAll(query.types())) {
      return missing(answer, uri);
    }
    byte[] json = answer.json();
    // Without its length a large answer would be sent in pieces, with a call of the system for
    // each.
    return Response.ok(json, JSON).header(HttpHeaders.CONTENT_LENGTH, json.length).build();
  }

  /** Backstage has a name of its own for this error. */
  private static Response missing(SearchEngine.Answer answer, UriInfo uri) {
    String message = "No index found for types: " + String.join(", ", answer.missing());
    String query = uri.getRequestUri().getRawQuery();
    Map<String, Object> body =
        Map.of(
            "error", Map.of("name", "MissingIndexError", "message", message),
            "request",
                Map.of("method", "GET", "url", "/query" + (query == null ? "" : "?" + query)),
            "response", Map.of("statusCode", 400));
    return Response.status(400).entity(body).type(JSON).build();
  }
}
