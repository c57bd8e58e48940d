package dev.callboard.plugins.log;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.EventStreamFactory;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.plugins.PluginPermissions;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The logs of plugins over REST. */
@Path("{id}/log")
@Produces(MediaType.APPLICATION_JSON)
public final class PluginLogResource {
  private final PluginLogs logs;
  private final Predicate<String> known;
  private final EventStreamFactory streams;
  private final TaskExecutor tasks;

  /** Numbers start anew with the server, so those of another run must not be taken for ours. */
  private final String prefix = Long.toString(System.currentTimeMillis(), 36) + "-";

  /**
   * Creates it.
   *
   * @param known whether there is a plugin with an id
   */
  public PluginLogResource(
      PluginLogs logs, Predicate<String> known, EventStreamFactory streams, TaskExecutor tasks) {
    this.logs = logs;
    this.known = known;
    this.streams = streams;
    this.tasks = tasks;
  }

  /** Returns the last lines, the oldest first. */
  @GET
  @RequiresPermission(PluginPermissions.LOG)
  public Map<String, Object> lines(
      @PathParam("id") String id,
      @QueryParam("limit") Integer limit,
      @QueryParam("level") @DefaultValue("TRACE") String level) {
    LineRing ring = ring(id);
    String wanted = level.toUpperCase(Locale.ROOT);
    if (!LogLine.isLevel(wanted)) {
      throw PortalException.input(
          "level must be trace, debug, info, warn or error, not '" + level + "'");
    }
    List<LogLine> lines = ring.last(logs.limits().limit(limit), wanted);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", lines.stream().map(LogLine::json).toList());
    long last = lines.isEmpty() ? ring.lastSeq() : lines.get(lines.size() - 1).seq();
    answer.put("lastEventId", prefix + last);
    return answer;
  }

  /** Follows the log. */
  @GET
  @Path("stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RequiresPermission(PluginPermissions.LOG)
  public void stream(
      @PathParam("id") String id,
      @QueryParam("after") String after,
      @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String lastEventId,
      @Context SseEventSink sink,
      @Context Sse sse,
      @Context SecurityContext security) {
    LineRing ring = ring(id);
    // A reader that comes back sends its first URL again, so the header is the newer word.
    String from = lastEventId == null || lastEventId.isBlank() ? after : lastEventId;
    LogReader reader = new LogReader(prefix, position(from), ring, tasks);
    ring.connect(reader);
    try {
      reader.start(streams.open(sink, sse, security.getUserPrincipal().getName(), reader::wake));
    } catch (RuntimeException e) {
      ring.disconnect(reader);
      throw e;
    }
  }

  private LineRing ring(String id) {
    if (!known.test(id)) {
      throw PortalException.notFound("there is no plugin '" + id + "'");
    }
    return logs.ring(id);
  }

  private long position(String eventId) {
    if (eventId == null || !eventId.startsWith(prefix)) {
      return 0;
    }
    String number = eventId.substring(prefix.length());
    return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
  }
}
