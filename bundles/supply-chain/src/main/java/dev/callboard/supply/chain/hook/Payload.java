package dev.callboard.supply.chain.hook;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON values that others wrote: what has another type than it should is not there. */
final class Payload {
  private static final int LONGEST = 1_000;
  private static final int MOST = 50;

  private Payload() {}

  static Object at(Object value, String... path) {
    Object now = value;
    for (String key : path) {
      now = now instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return now;
  }

  /** Returns a text or number; empty when there is none. */
  static String text(Object value, String... path) {
    Object found = at(value, path);
    return found instanceof String || found instanceof Number || found instanceof Boolean
        ? String.valueOf(found)
        : "";
  }

  static List<?> list(Object value, String... path) {
    return at(value, path) instanceof List<?> list ? list : List.of();
  }

  /** Returns a time of ISO 8601, one without a zone as UTC; 0 when it is none. */
  static long millis(String time) {
    try {
      return time.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
          ? OffsetDateTime.parse(time).toInstant().toEpochMilli()
          : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeParseException e) {
      return time.matches("\\d{1,10}(\\.\\d+)?")
          ? Instant.ofEpochSecond((long) Double.parseDouble(time)).toEpochMilli()
          : 0;
    }
  }

  /** Returns a copy without what is too long to be kept for each finding. */
  static Object small(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, each) -> copy.put(String.valueOf(key), small(each)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.stream().limit(MOST).forEach(each -> copy.add(small(each)));
      return copy;
    }
    return value instanceof String text && text.length() > LONGEST
        ? text.substring(0, LONGEST)
        : value;
  }
}
