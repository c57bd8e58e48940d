package dev.callboard.scaffolder.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What does not fit a schema, in the words and the shape of the validator that Backstage uses (npm
 * package jsonschema 1), which its frontend shows.
 *
 * @param path the keys and positions that lead to the value
 * @param message what is wrong with it
 * @param schema the part of the schema that says so
 * @param instance the value
 * @param name the keyword
 * @param argument what the keyword asks for
 */
public record SchemaError(
    List<Object> path,
    String message,
    Object schema,
    Object instance,
    String name,
    Object argument) {

  static SchemaError of(Error error, Object schema, Object instance) {
    List<Object> path = new ArrayList<>();
    for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
      path.add(error.getInstanceLocation().getElement(i));
    }
    String keyword = String.valueOf(error.getKeyword());
    Object rule = plain(error.getSchemaNode());
    return new SchemaError(
        path,
        message(keyword, rule, error),
        schema,
        instance,
        keyword,
        keyword.equals("required") || keyword.equals("additionalProperties")
            ? error.getProperty()
            : keyword.equals("type") ? list(rule) : rule);
  }

  /** Returns the error as the REST API shows it. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", path);
    json.put("property", property());
    json.put("message", message);
    json.put("schema", schema);
    json.put("instance", instance);
    json.put("name", name);
    json.put("argument", argument);
    json.put("stack", stack());
    return json;
  }

  /** Returns where and what in one line. */
  public String stack() {
    return property() + " " + message;
  }

  private String property() {
    StringBuilder property = new StringBuilder("instance");
    for (Object step : path) {
      boolean plain = step instanceof String text && text.matches("[A-Za-z_$][\\w$]*");
      if (plain) {
        property.append('.').append(step);
      } else {
        property.append('[').append(step instanceof Number ? step : "\"" + step + "\"").append(']');
      }
    }
    return property.toString();
  }

  private static String message(String keyword, Object rule, Error error) {
    return switch (keyword) {
      case "required" -> "requires property \"" + error.getProperty() + "\"";
      case "type" -> "is not of a type(s) " + joined(rule);
      case "additionalProperties" ->
          "is not allowed to have the additional property \"" + error.getProperty() + "\"";
      case "enum" -> "is not one of enum values: " + joined(rule);
      case "const" -> "does not exactly match expected constant: " + rule;
      case "pattern" -> "does not match pattern \"" + rule + "\"";
      case "format" -> "does not conform to the \"" + rule + "\" format";
      case "minLength", "minItems" -> "does not meet minimum length of " + rule;
      case "maxLength", "maxItems" -> "does not meet maximum length of " + rule;
      case "minProperties" -> "does not meet minimum property length of " + rule;
      case "maxProperties" -> "does not meet maximum property length of " + rule;
      case "minimum" -> "must be greater than or equal to " + rule;
      case "maximum" -> "must be less than or equal to " + rule;
      case "exclusiveMinimum" -> "must be strictly greater than " + rule;
      case "exclusiveMaximum" -> "must be strictly less than " + rule;
      case "multipleOf" -> "is not a multiple of (divisible by) " + rule;
      case "uniqueItems" -> "contains duplicate item";
      default -> error.getMessage();
    };
  }

  private static String joined(Object rule) {
    return String.join(",", list(rule).stream().map(String::valueOf).toList());
  }

  private static List<?> list(Object rule) {
    return rule instanceof List<?> list ? list : rule == null ? List.of() : List.of(rule);
  }

  private static Object plain(JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(each -> list.add(plain(each)));
      return list;
    }
    if (node.isNumber()) {
      return node.numberValue();
    }
    return node.isBoolean()
        ? (Object) node.booleanValue()
        : node.isTextual() ? node.asText() : node;
  }
}
