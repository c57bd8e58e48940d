package dev.callboard.scaffolder.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes up outputs of actions that a dry run passes over, so that later steps find some. */
final class ExampleOutput {
  private ExampleOutput() {}

  static Map<String, Object> of(Map<String, Object> schema) {
    Map<String, Object> output = new LinkedHashMap<>();
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((name, child) -> output.put(String.valueOf(name), value(child)));
    }
    return output;
  }

  @SuppressWarnings("unchecked")
  private static Object value(Object schema) {
    if (!(schema instanceof Map<?, ?> map)) {
      return null;
    }
    if (map.get("examples") instanceof List<?> examples && !examples.isEmpty()) {
      return examples.get(0);
    }
    Object type = map.get("type");
    return switch (String.valueOf(type instanceof List<?> list ? list.get(0) : type)) {
      case "object" -> of((Map<String, Object>) map);
      case "array" -> map.get("items") == null ? List.of() : List.of(example(map.get("items")));
      case "number", "integer" -> 0;
      case "boolean" -> false;
      case "string" -> "<example>";
      default -> null;
    };
  }

  private static Object example(Object items) {
    Object value = value(items);
    return value == null ? "<unknown>" : value;
  }
}
