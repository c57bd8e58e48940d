package dev.callboard.scorecards.define;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value with its place. Immutable.
 *
 * @param value a text, number, truth value or null, or a {@code List} or {@code Map} of nodes
 */
record Node(Place place, Object value) {
  /** Returns nodes for the values of a configuration, whose keys stand for places. */
  static Node of(String path, Object value) {
    Place place = new Place(path, 0, 0);
    if (value instanceof Map<?, ?> map) {
      Map<String, Node> nodes = new LinkedHashMap<>();
      map.forEach((key, each) -> nodes.put(String.valueOf(key), of(path + "." + key, each)));
      return new Node(place, nodes);
    }
    if (value instanceof List<?> list) {
      List<Node> nodes = new ArrayList<>();
      for (Object each : list) {
        nodes.add(of(path + "[" + nodes.size() + "]", each));
      }
      return new Node(place, nodes);
    }
    return new Node(place, value);
  }

  DefinitionException wrong(String message) {
    return new DefinitionException(place, message);
  }

  boolean isObject() {
    return value instanceof Map;
  }

  boolean isList() {
    return value instanceof List;
  }

  @SuppressWarnings("unchecked")
  Map<String, Node> object(String what) {
    if (value instanceof Map) {
      return (Map<String, Node>) value;
    }
    throw wrong(what + " must be an object");
  }

  @SuppressWarnings("unchecked")
  List<Node> list(String what) {
    if (value instanceof List) {
      return (List<Node>) value;
    }
    throw wrong(what + " must be a list");
  }

  String text(String what) {
    if (value instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    throw wrong(what + " must be a text");
  }

  /** Returns the node of a key of this object, which must be there. */
  Node require(String key) {
    Node found = object("This").get(key);
    if (found == null) {
      throw wrong("'" + key + "' is missing");
    }
    return found;
  }

  /** Returns the text of a key of this object, or another one. */
  String text(String key, String fallback) {
    Node found = object("This").get(key);
    return found == null ? fallback : found.text("'" + key + "'");
  }

  /** Refuses keys that nobody would look at. */
  void only(Set<String> known) {
    for (Map.Entry<String, Node> each : object("This").entrySet()) {
      if (!known.contains(each.getKey())) {
        throw each.getValue()
            .wrong(
                "the key '"
                    + each.getKey()
                    + "' is unknown; there are "
                    + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }
}
