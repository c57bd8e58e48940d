package dev.callboard.catalog.explain;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that is known of an entity.
 *
 * @param code what kind of thing, for machines
 * @param message the same in plain words
 * @param details JSON values; those that are null are left out
 */
public record Finding(String code, String message, Map<String, Object> details) {
  /** Returns the finding as JSON values. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", code);
    json.put("message", message);
    details.forEach(
        (name, value) -> {
          if (value != null) {
            json.put(name, value);
          }
        });
    return json;
  }
}
