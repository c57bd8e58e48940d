package dev.callboard.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a configuration file together with where it stands. Immutable. */
sealed interface Node {
  /** Where it stands. */
  Origin origin();

  /** The value in plain Java, immutable; nulls are left out. */
  Object plain();

  /** Whether this is a {@code null} that was written. */
  default boolean isNull() {
    return this instanceof Scalar scalar && scalar.value() == null;
  }

  /** An object; keeps the order of the file. */
  record MapNode(Map<String, Node> entries, Origin origin) implements Node {
    public MapNode {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    static MapNode empty(Origin origin) {
      return new MapNode(Map.of(), origin);
    }

    @Override
    public Object plain() {
      Map<String, Object> result = new LinkedHashMap<>();
      entries.forEach(
          (key, node) -> {
            if (!node.isNull()) {
              result.put(key, node.plain());
            }
          });
      return Collections.unmodifiableMap(result);
    }
  }

  /** A list. */
  record ListNode(List<Node> items, Origin origin) implements Node {
    public ListNode {
      items = List.copyOf(items);
    }

    @Override
    public Object plain() {
      List<Object> result = new ArrayList<>();
      items.stream().filter(item -> !item.isNull()).forEach(item -> result.add(item.plain()));
      return Collections.unmodifiableList(result);
    }
  }

  /**
   * A text, number, truth value or null.
   *
   * @param value what it is
   * @param text how it was written
   * @param external whether it came from the environment or a file of its own, as secrets do
   */
  record Scalar(Object value, String text, boolean external, Origin origin) implements Node {
    static Scalar text(String text, Origin origin) {
      return new Scalar(text, text, false, origin);
    }

    @Override
    public Object plain() {
      return value;
    }
  }
}
