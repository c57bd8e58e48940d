package dev.callboard.catalog.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that went wrong, as it is shown on entities and in the list of locations.
 *
 * @param message what is wrong and what would be right
 * @param file the location of the file
 * @param line from 1, 0 when it cannot be told
 * @param column from 1, 0 when it cannot be told
 * @param warning whether the entity is served all the same
 */
record Failure(String message, String file, int line, int column, boolean warning) {
  Failure(String message, String file, int line, int column) {
    this(message, file, line, column, false);
  }

  /** Returns the failure as JSON values. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("message", message);
    json.put("file", file);
    if (line > 0) {
      json.put("line", line);
      json.put("column", column);
    }
    if (warning) {
      json.put("level", "warning");
    }
    return json;
  }

  /** Returns the failures of a text that {@link #text} made; none for null. */
  static List<Failure> parse(String text) {
    return Json.objects(text).stream()
        .map(
            json ->
                new Failure(
                    (String) json.get("message"),
                    (String) json.get("file"),
                    number(json.get("line")),
                    number(json.get("column")),
                    "warning".equals(json.get("level"))))
        .toList();
  }

  private static int number(Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }

  /** Returns failures as JSON text, null when there are none. */
  static String text(List<Failure> failures) {
    if (failures.isEmpty()) {
      return null;
    }
    List<Object> list = new ArrayList<>();
    failures.forEach(failure -> list.add(failure.json()));
    return Json.text(list);
  }
}
