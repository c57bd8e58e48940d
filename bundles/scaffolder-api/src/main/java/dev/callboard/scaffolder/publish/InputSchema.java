package dev.callboard.scaffolder.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the JSON Schema of an action's input or outputs. Not thread-safe; {@link #build} gives an
 * immutable value.
 */
public final class InputSchema {
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  private InputSchema() {}

  /** Returns a schema of an object without properties. */
  public static InputSchema object() {
    return new InputSchema();
  }

  /** Adds a property that has to be there. */
  public InputSchema require(String name, Map<String, Object> type) {
    required.add(name);
    return optional(name, type);
  }

  /** Adds a property. */
  public InputSchema optional(String name, Map<String, Object> type) {
    properties.put(name, type);
    return this;
  }

  /** Adds what another schema has. */
  public InputSchema all(InputSchema other) {
    properties.putAll(other.properties);
    required.addAll(other.required);
    return this;
  }

  /** Returns the schema as JSON values. */
  public Map<String, Object> build() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    if (!required.isEmpty()) {
      schema.put("required", List.copyOf(required));
    }
    schema.put("properties", Map.copyOf(properties));
    return Map.copyOf(schema);
  }

  /** Returns the schema of a text. */
  public static Map<String, Object> text(String description) {
    return Map.of("type", "string", "description", description);
  }

  /** Returns the schema of a text out of several. */
  public static Map<String, Object> oneOf(String description, String... values) {
    return Map.of("type", "string", "description", description, "enum", Arrays.asList(values));
  }

  /** Returns the schema of a truth value. */
  public static Map<String, Object> bool(String description) {
    return Map.of("type", "boolean", "description", description);
  }

  /** Returns the schema of a number. */
  public static Map<String, Object> number(String description) {
    return Map.of("type", "number", "description", description);
  }

  /** Returns the schema of a number or a text. */
  public static Map<String, Object> id(String description) {
    return Map.of("type", List.of("string", "number"), "description", description);
  }

  /** Returns the schema of a list of texts. */
  public static Map<String, Object> texts(String description) {
    return list(description, Map.of("type", "string"));
  }

  /** Returns the schema of a list. */
  public static Map<String, Object> list(String description, Map<String, Object> items) {
    return Map.of("type", "array", "description", description, "items", items);
  }

  /** Returns the schema of an object whose values are all of one type. */
  public static Map<String, Object> map(String description, Map<String, Object> values) {
    return Map.of("type", "object", "description", description, "additionalProperties", values);
  }

  /** Returns the schema of an object whose values are texts. */
  public static Map<String, Object> textMap(String description) {
    return map(description, Map.of("type", "string"));
  }

  /** Returns another schema with a default, which the action applies itself. */
  public static Map<String, Object> preset(Map<String, Object> type, Object value) {
    Map<String, Object> copy = new LinkedHashMap<>(type);
    copy.put("default", value);
    return Map.copyOf(copy);
  }
}
