package dev.callboard.catalog.index;

import dev.callboard.catalog.api.EntityNote;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Flattens an entity into the keys and values that queries see, as Backstage's search rows do: the
 * parts of a path are joined by dots and lower-cased, lists are walked without index, each text in
 * a list also counts as an item of the list's path.
 */
final class EntityRows {
  /** Keys longer than this are dropped. */
  static final int MAX_KEY = 200;

  /** Values longer than this count as null. */
  static final int MAX_VALUE = 200;

  private static final Set<String> LEFT_OUT =
      Set.of(
          "attachments",
          "relations",
          "status",
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "metadata.etag");

  /** Receives the rows. */
  interface Sink {
    /**
     * A value.
     *
     * @param key in lower case
     * @param text in its original case, or null
     * @param lower the same in lower case, or null
     * @param item whether it stands in a list and {@code key.text} is a key of its own
     */
    void row(String key, String text, String lower, boolean item);
  }

  private final Sink sink;

  private EntityRows(Sink sink) {
    this.sink = sink;
  }

  static void flatten(Map<String, Object> entity, Sink sink) {
    EntityRows rows = new EntityRows(sink);
    rows.object("", entity);
    Map<?, ?> metadata = entity.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
    rows.value("metadata.name", metadata.get("name"), false);
    Object namespace = metadata.get("namespace");
    rows.value(
        "metadata.namespace",
        namespace == null || "".equals(namespace) ? "default" : namespace,
        false);
    rows.value("metadata.uid", metadata.get("uid"), false);
    if (entity.get("relations") instanceof List<?> relations) {
      for (Object relation : relations) {
        if (relation instanceof Map<?, ?> map && map.get("type") instanceof String type) {
          rows.value("relations." + type, map.get("targetRef"), false);
        }
      }
    }
    rows.notes(entity);
  }

  /** What plugins say of an entity is filtered by under the names that they chose. */
  private void notes(Map<String, Object> entity) {
    if (entity.get("status") instanceof Map<?, ?> status
        && status.get("items") instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> map && map.get("fields") instanceof Map<?, ?> fields) {
          fields.forEach(
              (name, value) -> {
                if (EntityNote.isField(String.valueOf(name)) && value instanceof Number) {
                  value(String.valueOf(name), value, false);
                }
              });
        }
      }
    }
  }

  private void object(String path, Map<?, ?> object) {
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      visit(path.isEmpty() ? "" + entry.getKey() : path + "." + entry.getKey(), entry.getValue());
    }
  }

  private void visit(String path, Object value) {
    if (LEFT_OUT.contains(path)) {
      return;
    }
    if (value instanceof Map<?, ?> object) {
      object(path, object);
    } else if (value instanceof List<?> list) {
      for (Object element : list) {
        element(path, element);
      }
    } else {
      value(path, value, false);
    }
  }

  private void element(String path, Object element) {
    if (element instanceof String) {
      value(path, element, true);
    } else {
      visit(path, element);
    }
  }

  private void value(String path, Object value, boolean inList) {
    String key = path.toLowerCase(Locale.ROOT);
    if (key.length() > MAX_KEY) {
      return;
    }
    if (value == null) {
      sink.row(key, null, null, false);
      return;
    }
    String text = IndexText.of(value);
    String lower = text.toLowerCase(Locale.ROOT);
    boolean tooLong = lower.length() > MAX_VALUE;
    boolean item = inList && key.length() + 1 + lower.length() <= MAX_KEY;
    sink.row(key, tooLong ? null : text, tooLong ? null : lower, item);
  }
}
