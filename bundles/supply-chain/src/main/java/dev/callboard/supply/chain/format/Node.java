package dev.callboard.supply.chain.format;

import dev.callboard.platform.error.PortalException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A value of a JSON document and its place. What is not there or null is empty; what has another
 * type than it must have is refused with its place.
 */
final class Node {
  private final Object value;
  private final String pointer;

  Node(Object value, String pointer) {
    this.value = value;
    this.pointer = pointer;
  }

  String pointer() {
    return pointer;
  }

  boolean isText() {
    return value instanceof String;
  }

  boolean isObject() {
    return value instanceof Map;
  }

  boolean has(String key) {
    return value instanceof Map<?, ?> map && map.get(key) != null;
  }

  /** Returns the value itself as a text; numbers and truth values are written out. */
  String text() {
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return storable(text);
    }
    if (value instanceof Number || value instanceof Boolean) {
      return String.valueOf(value);
    }
    throw refuse("must be a text, not " + type(value));
  }

  /** Without what no database takes: the character 0, and halves of pairs. */
  static String storable(String text) {
    if (text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
      return text;
    }
    byte[] bytes = text.replace("\0", "").getBytes(StandardCharsets.UTF_8);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  String text(String key) {
    return node(key).text();
  }

  /** Returns a text that must be there. */
  String need(String key) {
    String text = text(key);
    if (text.isEmpty()) {
      throw refuse("must have a text '" + key + "'");
    }
    return text;
  }

  /** Returns a number, or -1. */
  double number(String key) {
    Object number = object().get(key);
    if (number instanceof Number known) {
      return known.doubleValue();
    }
    if (number instanceof String text && !text.isEmpty()) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw node(key).refuse("must be a number");
      }
    }
    return -1;
  }

  Node node(String key) {
    return new Node(object().get(key), pointer + "/" + key.replace("~", "~0").replace("/", "~1"));
  }

  List<Node> nodes(String key) {
    return node(key).items();
  }

  /** Returns the items of this list. */
  List<Node> items() {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw refuse("must be a list, not " + type(value));
    }
    List<Node> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      items.add(new Node(list.get(i), pointer + "/" + i));
    }
    return items;
  }

  List<String> texts(String key) {
    return nodes(key).stream().map(Node::text).filter(text -> !text.isEmpty()).toList();
  }

  private Map<?, ?> object() {
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw refuse("must be an object, not " + type(value));
  }

  PortalException refuse(String problem) {
    return PortalException.input((pointer.isEmpty() ? "The document" : pointer) + " " + problem);
  }

  private static String type(Object value) {
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof List) {
      return "a list";
    }
    return value instanceof String ? "a text" : value instanceof Number ? "a number" : "a boolean";
  }
}
