package dev.callboard.scaffolder.task;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of a task's log.
 *
 * @param id counts the events of the task from 1; 0 for one that is not stored yet
 * @param at when it was written
 * @param type {@code log}, {@code completion}, {@code cancelled} or {@code recovered}
 * @param body {@code message}, and what goes with it
 */
public record TaskEvent(long id, Instant at, String type, Map<String, Object> body) {
  /** The last event of a run. */
  public static final String COMPLETION = "completion";

  static TaskEvent now(String type, String message, Map<String, ?> more) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("message", message);
    body.putAll(more);
    return new TaskEvent(0, Instant.now(), type, body);
  }

  static TaskEvent log(String message, Map<String, ?> more) {
    return now("log", message, more);
  }
}
