package dev.callboard.plugins.log;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of a log.
 *
 * @param seq its number within the log of the plugin, from 1
 * @param error the stack trace, or empty
 */
record LogLine(
    long seq,
    Instant time,
    String level,
    String logger,
    String thread,
    String message,
    String error) {
  private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

  static boolean isLevel(String text) {
    return LEVELS.contains(text);
  }

  boolean isAtLeast(String wanted) {
    return LEVELS.indexOf(level) >= LEVELS.indexOf(wanted);
  }

  LogLine numbered(long number) {
    return new LogLine(number, time, level, logger, thread, message, error);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seq", seq);
    json.put("time", time.toString());
    json.put("level", level);
    json.put("logger", logger);
    json.put("thread", thread);
    json.put("message", message);
    json.put("error", error.isEmpty() ? null : error);
    return json;
  }
}
