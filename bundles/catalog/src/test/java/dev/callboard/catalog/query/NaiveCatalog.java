package dev.callboard.catalog.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.callboard.catalog.index.IndexText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Answers queries in the simplest way there is: by looking at each entity. The oracle. */
final class NaiveCatalog {
  private record Row(String key, String original) {
    String lower() {
      return original == null ? null : original.toLowerCase(Locale.ROOT);
    }
  }

  /** An entity with the rows that a query sees. */
  record Known(String ref, String uid, List<Row> rows) {
    Stream<Row> of(String key) {
      return rows.stream().filter(row -> row.key.equals(key.toLowerCase(Locale.ROOT)));
    }

    boolean has(String key) {
      return of(key).findAny().isPresent();
    }

    boolean has(String key, String value) {
      return of(key).anyMatch(row -> value.toLowerCase(Locale.ROOT).equals(row.lower()));
    }

    Optional<String> sortValue(String key) {
      return of(key).map(Row::lower).filter(value -> value != null).min(NaiveCatalog::compareBytes);
    }
  }

  private final Map<String, Known> entities = new HashMap<>();

  void put(String ref, Map<String, Object> entity) {
    List<Row> rows = new ArrayList<>();
    entity.forEach(
        (key, value) -> {
          if (!key.equals("relations")) {
            walk(key, value, rows);
          }
        });
    rows.removeIf(row -> row.key.equals("metadata.etag"));
    for (Object relation : (List<?>) entity.get("relations")) {
      Map<?, ?> map = (Map<?, ?>) relation;
      rows.add(new Row(("relations." + map.get("type")).toLowerCase(), "" + map.get("targetRef")));
    }
    entities.put(
        ref, new Known(ref, (String) ((Map<?, ?>) entity.get("metadata")).get("uid"), rows));
  }

  void remove(String ref) {
    entities.remove(ref);
  }

  Collection<Known> all() {
    return entities.values();
  }

  private static void walk(String path, Object value, List<Row> rows) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, child) -> walk(path + "." + key, child, rows));
    } else if (value instanceof List<?> list) {
      for (Object element : list) {
        walk(path, element, rows);
        if (element instanceof String text) {
          add(path + "." + text, "true", rows);
        }
      }
    } else {
      add(path, value == null ? null : IndexText.of(value), rows);
    }
  }

  private static void add(String path, String value, List<Row> rows) {
    if (path.length() <= 200) {
      rows.add(
          new Row(
              path.toLowerCase(Locale.ROOT), value == null || value.length() > 200 ? null : value));
    }
  }

  /** Returns what a query lists, over all pages. */
  List<Known> list(Map<String, Object> query, Order order, FullText text) {
    String field = order == null ? null : order.field();
    List<String> textFields =
        text.fields().isEmpty() ? List.of(field == null ? "metadata.uid" : field) : text.fields();
    Comparator<Known> byUid = Comparator.comparing(Known::uid);
    Comparator<Known> sort =
        field == null
            ? byUid
            : Comparator.<Known, String>comparing(
                    known -> known.sortValue(field).orElseThrow(), NaiveCatalog::compareBytes)
                .thenComparing(byUid);
    return entities.values().stream()
        .filter(matching(query))
        .filter(known -> field == null || known.sortValue(field).isPresent())
        .filter(
            known ->
                text.term().isEmpty()
                    || textFields.stream()
                        .flatMap(known::of)
                        .anyMatch(row -> contains(row, text.term())))
        .sorted(order != null && order.descending() ? sort.reversed() : sort)
        .toList();
  }

  private static boolean contains(Row row, String term) {
    return row.original != null && row.lower().contains(term.toLowerCase(Locale.ROOT));
  }

  Map<String, Integer> facet(String key, Map<String, Object> query) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    entities.values().stream()
        .filter(matching(query))
        .flatMap(known -> known.of(key).map(Row::original).filter(v -> v != null).distinct())
        .sorted(NaiveCatalog::compareBytes)
        .forEach(value -> counts.merge(value, 1, Integer::sum));
    return counts;
  }

  @SuppressWarnings("unchecked")
  Predicate<Known> matching(Map<String, Object> query) {
    if (query == null) {
      return known -> true;
    }
    return known ->
        query.entrySet().stream()
            .allMatch(
                entry -> {
                  Object value = entry.getValue();
                  switch (entry.getKey()) {
                    case "$all":
                      return ((List<Map<String, Object>>) value)
                          .stream().allMatch(p -> matching(p).test(known));
                    case "$any":
                      return ((List<Map<String, Object>>) value)
                          .stream().anyMatch(p -> matching(p).test(known));
                    case "$not":
                      return !matching((Map<String, Object>) value).test(known);
                    default:
                      return holds(known, entry.getKey(), value);
                  }
                });
  }

  private static boolean holds(Known known, String path, Object value) {
    if (!(value instanceof Map<?, ?> operation)) {
      return has(known, path, value);
    }
    Object operand = operation.values().iterator().next();
    if (operation.containsKey("$exists")) {
      return known.of(path).findAny().isPresent() == (Boolean) operand;
    }
    if (operation.containsKey("$in")) {
      return ((List<?>) operand).stream().anyMatch(each -> has(known, path, each));
    }
    if (operation.containsKey("$hasPrefix")) {
      String prefix = ((String) operand).toLowerCase(Locale.ROOT);
      return known.of(path).anyMatch(r -> r.original != null && r.lower().startsWith(prefix));
    }
    Map<?, ?> relation = (Map<?, ?>) operand;
    return has(known, "relations." + relation.get("type"), relation.get("targetRef"));
  }

  private static boolean has(Known known, String path, Object value) {
    String lower = IndexText.of(value).toLowerCase(Locale.ROOT);
    return known.of(path).anyMatch(row -> lower.equals(row.lower()));
  }

  static int compareBytes(String a, String b) {
    return Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }
}
