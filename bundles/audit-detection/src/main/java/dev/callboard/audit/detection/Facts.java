package dev.callboard.audit.detection;

import dev.callboard.platform.audit.AuditRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What rules may ask about a record. For one thread. */
final class Facts {
  private static final String OWNER = "entity.owner";

  private final AuditRecord record;
  private final Ownership ownership;

  Facts(AuditRecord record, Ownership ownership) {
    this.record = record;
    this.ownership = ownership;
  }

  AuditRecord record() {
    return record;
  }

  Ownership ownership() {
    return ownership;
  }

  /**
   * Returns the values at a path.
   *
   * @param path names with dots between them; of a list all elements are looked at. The path {@code
   *     entity.owner} is the owner that the entity of the record has now
   */
  List<String> all(String path) {
    if (path.equals(OWNER)) {
      return first("target.kind").equals("entity")
          ? ownership.owner(first("target.ref")).map(List::of).orElse(List.of())
          : List.of();
    }
    List<String> found = new ArrayList<>();
    collect(record.values(), path, found);
    return found;
  }

  private static void collect(Object value, String path, List<String> found) {
    if (value instanceof Collection<?> items) {
      items.forEach(item -> collect(item, path, found));
      return;
    }
    if (path.isEmpty()) {
      if (value != null && !(value instanceof Map)) {
        found.add(value.toString());
      }
      return;
    }
    if (value instanceof Map<?, ?> map) {
      int dot = path.indexOf('.');
      String name = dot < 0 ? path : path.substring(0, dot);
      collect(map.get(name), dot < 0 ? "" : path.substring(dot + 1), found);
    }
  }

  /** Returns the first value at a path, or an empty text. */
  String first(String path) {
    List<String> values = all(path);
    return values.isEmpty() ? "" : values.get(0);
  }
}
