package dev.callboard.catalog.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A schema that is ready for use. Thread-safe. Messages have the wording that clients know. */
final class CompiledSchema {
  private final Schema schema;
  private final JsonTree tree;

  CompiledSchema(Schema schema, JsonMapper mapper) {
    this.schema = schema;
    this.tree = new JsonTree(mapper);
  }

  /** Returns everything that does not fit. */
  List<Problem> check(Map<String, Object> entity, Stage stage) {
    List<Error> errors = schema.validate(tree.of(entity));
    if (errors.isEmpty()) {
      return List.of();
    }
    Set<Problem> problems = new LinkedHashSet<>();
    for (Error error : errors) {
      String pointer = pointer(error);
      boolean foreignRoot = pointer.isEmpty() && "additionalProperties".equals(error.getKeyword());
      if (!foreignRoot) {
        problems.add(
            new Problem(
                stage, pointer, (pointer.isEmpty() ? "<root>" : pointer) + " " + message(error)));
      }
    }
    return new ArrayList<>(problems);
  }

  private static String pointer(Error error) {
    StringBuilder pointer = new StringBuilder();
    var path = error.getInstanceLocation();
    for (int i = 0; i < path.getNameCount(); i++) {
      pointer.append(Problem.step(path.getElement(i)));
    }
    return pointer.toString();
  }

  private static String message(Error error) {
    JsonNode rule = error.getSchemaNode();
    return switch (String.valueOf(error.getKeyword())) {
      case "required" ->
          "must have required property '"
              + error.getProperty()
              + "' - missingProperty: "
              + error.getProperty();
      case "type" -> "must be " + plain(rule) + " - type: " + plain(rule);
      case "minLength" ->
          "must NOT have fewer than " + plain(rule) + " characters - limit: " + plain(rule);
      case "minItems" ->
          "must NOT have fewer than " + plain(rule) + " items - limit: " + plain(rule);
      case "enum" -> "must be equal to one of the allowed values - allowedValues: " + plain(rule);
      case "const" -> "must be equal to constant - allowedValue: " + plain(rule);
      case "pattern" -> "must match pattern \"" + plain(rule) + "\" - pattern: " + plain(rule);
      default -> error.getMessage();
    };
  }

  private static String plain(JsonNode rule) {
    if (rule == null) {
      return "";
    }
    if (!rule.isArray()) {
      return rule.asText();
    }
    List<String> values = new ArrayList<>();
    rule.forEach(value -> values.add(value.asText()));
    return String.join(",", values);
  }
}
