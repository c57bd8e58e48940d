package dev.callboard.catalog.rest.feed;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.feed.ChangeFeed;
import dev.callboard.catalog.feed.FeedPage;
import dev.callboard.catalog.feed.FeedStreams;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.rest.entities.Callers;
import dev.callboard.catalog.rest.entities.JsonAnswers;
import dev.callboard.catalog.rest.entities.QueryParameters;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The change feed: page by page, or as a stream of events. Backstage has no such thing. */
@Component(service = CatalogResource.class)
@Path("/changes")
public final class ChangesResource implements CatalogResource {
  private static final int DEFAULT_LIMIT = 100;
  private static final long MAX_LIMIT = 1_000;

  private final ChangeFeed feed;
  private final FeedStreams streams;
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public ChangesResource(
      @Reference ChangeFeed feed, @Reference FeedStreams streams, @Reference ConfigService config) {
    this.feed = requireNonNull(feed, "feed is null");
    this.streams = requireNonNull(streams, "streams is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Returns the changes after a position; without one nothing, and the position of now. */
  @GET
  @Produces(JsonAnswers.JSON)
  @RequiresPermission(value = "catalog.entity.read", resourceType = CatalogReader.RESOURCE_TYPE)
  public Response changes(@Context UriInfo uri, @Context SecurityContext security) {
    QueryParameters parameters = QueryParameters.of(uri, Set.of("after", "limit", "entity"));
    int limit = limit(parameters.count("limit"));
    boolean withEntity = withEntity(parameters.text("entity"));
    Long position = position("request/query/after", parameters.text("after"));
    FeedPage page =
        position == null
            ? new FeedPage(List.of(), feed.last(), false)
            : feed.after(position, limit, Callers.of(security));
    return Response.ok(page.json(withEntity), JsonAnswers.JSON).build();
  }

  /** Follows the changes after a position, those from now on without one. */
  @GET
  @Path("/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RequiresPermission(value = "catalog.entity.read", resourceType = CatalogReader.RESOURCE_TYPE)
  public void stream(
      @Context SseEventSink sink,
      @Context Sse sse,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @HeaderParam("Last-Event-ID") String lastEventId) {
    QueryParameters parameters = QueryParameters.of(uri, Set.of("after", "entity"));
    boolean withEntity = withEntity(parameters.text("entity"));
    // A reader that comes back sends its first URL again, so the header is the newer word.
    boolean back = lastEventId != null && !lastEventId.isBlank();
    Long position =
        back
            ? position("request/headers/Last-Event-ID", lastEventId.strip())
            : position("request/query/after", parameters.text("after"));
    streams.connect(sink, sse, Callers.of(security), position, withEntity);
  }

  private int limit(Integer limit) {
    long max = Math.max(1, config.current().number("catalog.changes.maxLimit").orElse(MAX_LIMIT));
    if (limit == null) {
      return (int) Math.min(DEFAULT_LIMIT, max);
    }
    if (limit < 1 || limit > max) {
      throw PortalException.input("request/query/limit must be from 1 to " + max);
    }
    return limit;
  }

  private static Long position(String where, String text) {
    if (text == null) {
      return null;
    }
    if (!text.matches("[0-9]{1,18}")) {
      throw PortalException.input(where + " must be a cursor of this feed: a whole number");
    }
    return Long.valueOf(text);
  }

  private static boolean withEntity(String value) {
    if (value != null && !value.equals("include") && !value.equals("exclude")) {
      throw PortalException.input(
          "request/query/entity must be equal to one of the allowed values: include, exclude");
    }
    return !"exclude".equals(value);
  }
}
