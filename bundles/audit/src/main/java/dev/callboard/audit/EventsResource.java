package dev.callboard.audit;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The records over REST. */
@Path("/events")
@Produces(MediaType.APPLICATION_JSON)
public final class EventsResource {
  private static final String LINES = "application/x-ndjson";
  private static final String TABLE = "text/csv;charset=utf-8";

  private final EventJson json = new EventJson();
  private final EventQuery query;
  private final AuditService audit;
  private final ConfigService config;

  EventsResource(EventQuery query, AuditService audit, ConfigService config) {
    this.query = query;
    this.audit = audit;
    this.config = config;
  }

  /** Lists records, the newest first. */
  @GET
  @RequiresPermission(AuditPermissions.READ)
  public Map<String, Object> events(
      @Context UriInfo uri,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
    EventFilter filter = EventFilter.of(parameters(uri));
    Position after = cursor == null ? null : Position.of(cursor);
    QuerySettings settings = QuerySettings.of(config.current());
    int size = settings.limit(limit);
    EventQuery.Page page = read(() -> query.page(filter, after, true, size, settings.maxScanned()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", page.items().stream().map(json::item).toList());
    answer.put("nextCursor", page.next().map(Position::cursor).orElse(null));
    answer.put("searchedTo", page.next().map(Position::ts).orElse(null));
    return answer;
  }

  /** Tells what there is to filter for. */
  @GET
  @Path("filters")
  @RequiresPermission(AuditPermissions.READ)
  public Map<String, Set<String>> filters() {
    Map<String, Set<String>> filters = new LinkedHashMap<>();
    filters.put("eventId", read(() -> query.values("event_id")));
    filters.put("targetKind", read(() -> query.values("target_kind")));
    filters.put("severity", read(() -> query.values("severity")));
    filters.put("status", read(() -> query.values("status")));
    return filters;
  }

  /** Returns one record, whole. */
  @GET
  @Path("{seq: [0-9]+}")
  @RequiresPermission(AuditPermissions.READ)
  public Map<String, Object> event(@PathParam("seq") long seq) {
    StoredEvent event =
        read(() -> query.event(seq))
            .orElseThrow(() -> PortalException.notFound("There is no audit record " + seq));
    return json.whole(event, read(() -> query.event(seq + 1)).isPresent());
  }

  /** Streams records as a file, the oldest first. */
  @GET
  @Path("export")
  @Produces({LINES, "text/csv", MediaType.APPLICATION_JSON})
  @RequiresPermission(AuditPermissions.EXPORT)
  public Response export(
      @Context UriInfo uri,
      @QueryParam("format") String format,
      @Context SecurityContext security) {
    boolean table = "csv".equals(format);
    if (format != null && !table && !"jsonl".equals(format)) {
      throw PortalException.input("format must be jsonl or csv, not '" + format + "'");
    }
    Map<String, String> parameters = parameters(uri);
    EventFilter filter = EventFilter.of(parameters);
    PortalPrincipal by = (PortalPrincipal) security.getUserPrincipal();
    EventExport export = new EventExport(query, QuerySettings.of(config.current()).maxScanned());
    audit.record(
        AuditEvent.event("audit-export", by)
            .target("audit-log", "audit")
            .meta("filter", parameters)
            .build());
    StreamingOutput body =
        out -> export.write(out, filter, table ? EventExport.Format.CSV : EventExport.Format.JSONL);
    return Response.ok(body, table ? TABLE : LINES)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"audit." + (table ? "csv" : "jsonl") + "\"")
        .build();
  }

  private static Map<String, String> parameters(UriInfo uri) {
    MultivaluedMap<String, String> all = uri.getQueryParameters();
    Map<String, String> texts = new LinkedHashMap<>();
    all.forEach(
        (name, values) ->
            Optional.of(values.get(0))
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> texts.put(name, text)));
    return texts;
  }

  private interface Read<T> {
    T run() throws SQLException;
  }

  private static <T> T read(Read<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw new PortalException(
          dev.callboard.platform.error.ErrorCode.SERVICE_UNAVAILABLE,
          "The audit log cannot be read now; try again later",
          e);
    }
  }
}
