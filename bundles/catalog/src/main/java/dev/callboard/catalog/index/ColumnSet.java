package dev.callboard.catalog.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;

/** Collects the rows of the documents of a segment, which come in ascending order. */
final class ColumnSet {
  /** The values of a key, and those that stood in a list; the latter are kept once if they may. */
  private static final class Key {
    final ColumnBuilder values = new ColumnBuilder();
    ColumnBuilder items;
    boolean onlyItems = true;
  }

  private final Map<String, Key> keys = new HashMap<>();

  void add(Map<String, Object> entity, int doc) {
    EntityRows.flatten(entity, (key, text, lower, item) -> add(key, text, lower, item, doc));
  }

  private void add(String key, String text, String lower, boolean item, int doc) {
    Key known = keys.computeIfAbsent(key, k -> new Key());
    if (text == null) {
      known.values.addNull(doc);
    } else {
      known.values.add(text.getBytes(UTF_8), !lower.equals(text), doc);
    }
    if (!item) {
      known.onlyItems = false;
      return;
    }
    if (known.items == null) {
      known.items = new ColumnBuilder();
    }
    known.items.add(lower.getBytes(UTF_8), false, doc);
  }

  void build(int docCount, Map<String, Column> columns, Map<String, Column> items) {
    keys.forEach(
        (key, builders) -> {
          Column values = builders.values.build(docCount);
          columns.put(key, values);
          if (builders.items != null) {
            items.put(key, builders.onlyItems ? values : builders.items.build(docCount));
          }
        });
  }
}
