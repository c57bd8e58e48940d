package dev.callboard.audit;

import dev.callboard.platform.error.PortalException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which records are wanted.
 *
 * @param columns what columns have to be, by their names
 * @param from the earliest time, as stored; empty for any
 * @param to the time before which they are, as stored; empty for any
 * @param text what they contain somewhere, whatever its case; empty for anything
 */
record EventFilter(Map<String, String> columns, String from, String to, String text) {
  private static final Set<String> SEVERITIES = Set.of("low", "medium", "high", "critical");
  private static final Set<String> STATUSES = Set.of("succeeded", "failed");
  private static final int MAX_TEXT = 200;
  private static final String PLUGIN = "plugin";

  static final EventFilter ALL = new EventFilter(Map.of(), "", "", "");

  /**
   * Makes one of the parameters of a request.
   *
   * @param parameters those that are there, by their names
   */
  static EventFilter of(Map<String, String> parameters) {
    Map<String, String> columns = new LinkedHashMap<>();
    put(columns, "target_ref", parameters.get("targetRef"));
    put(columns, "target_kind", parameters.get("targetKind"));
    put(columns, "actor", parameters.get("actor"));
    put(columns, "event_id", parameters.get("eventId"));
    put(columns, "severity", one("severity", parameters.get("severity"), SEVERITIES));
    put(columns, "status", one("status", parameters.get("status"), STATUSES));
    String plugin = parameters.get(PLUGIN);
    if (plugin != null) {
      if (columns.containsKey("target_ref") || columns.containsKey("target_kind")) {
        throw PortalException.input(
            "plugin stands for targetKind=plugin and targetRef=<id>: use it without these two");
      }
      columns.put("target_ref", plugin);
      columns.put("target_kind", PLUGIN);
    }
    String text = parameters.getOrDefault("text", "");
    if (text.length() > MAX_TEXT) {
      throw PortalException.input("text is longer than " + MAX_TEXT + " characters");
    }
    return new EventFilter(
        columns, time("from", parameters.get("from")), time("to", parameters.get("to")), text);
  }

  private static void put(Map<String, String> columns, String name, String value) {
    if (value != null) {
      columns.put(name, value);
    }
  }

  private static String one(String name, String value, Set<String> known) {
    if (value == null) {
      return null;
    }
    String lower = value.toLowerCase(Locale.ROOT);
    if (!known.contains(lower)) {
      throw PortalException.input(
          name + " must be one of " + known.stream().sorted().toList() + ", not '" + value + "'");
    }
    return lower;
  }

  private static String time(String name, String value) {
    if (value == null) {
      return "";
    }
    try {
      return RecordWriter.MICROSECONDS.format(Instant.parse(value));
    } catch (DateTimeParseException e) {
      throw PortalException.input(
          name + " must be a time such as 2026-11-20T23:58:26Z, not '" + value + "'");
    }
  }
}
