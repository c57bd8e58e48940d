package dev.callboard.scaffolder.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.json.JsonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JSON Schema of draft 7 as templates write it, with keys for forms in between. Thread-safe. It
 * never reads another document.
 */
public final class JsonSchema {
  private static final int MAX_ERRORS = 100;

  /** Annotations that say nothing of values, some of which the validator would warn of. */
  private static final Set<String> NOTES =
      Set.of("examples", "deprecated", "title", "description", "enumNames");

  /** Their keys are names of properties and not keywords. */
  private static final Set<String> NAMED =
      Set.of("properties", "patternProperties", "definitions", "$defs", "dependencies");

  private static final Set<String> DATA = Set.of("default", "enum", "const");

  private final Map<String, Object> source;
  private final Schema schema;

  private JsonSchema(Map<String, Object> source, Schema schema) {
    this.source = source;
    this.schema = schema;
  }

  /**
   * Reads a schema.
   *
   * @throws PortalException with code {@code INPUT} when it is none
   */
  public static JsonSchema of(Map<String, Object> source) {
    try {
      SchemaRegistryConfig config =
          SchemaRegistryConfig.builder().regularExpressionFactory(BoundedPattern::new).build();
      Schema schema =
          SchemaRegistry.withDefaultDialect(
                  SpecificationVersion.DRAFT_7, builder -> builder.schemaRegistryConfig(config))
              .getSchema(JsonText.tree(keywords(source)));
      schema.initializeValidators();
      return new JsonSchema(source, schema);
    } catch (PortalException e) {
      throw e;
    } catch (RuntimeException e) {
      throw PortalException.input("The schema cannot be used: " + e.getMessage());
    }
  }

  /** Returns what does not fit, at most {@value #MAX_ERRORS} things; the outer ones first. */
  public List<SchemaError> check(Object value) {
    List<SchemaError> errors = new ArrayList<>();
    for (Error error : schema.validate(JsonText.<JsonNode>tree(value))) {
      if (errors.size() < MAX_ERRORS) {
        errors.add(SchemaError.of(error, part(error), at(value, error)));
      }
    }
    // The validator follows its own order of keywords; people read from the outside in.
    errors.sort(Comparator.comparingInt(error -> error.path().size()));
    return errors;
  }

  private Object part(Error error) {
    Object part = source;
    var path = error.getSchemaLocation().getFragment();
    for (int i = 0; i < path.getNameCount() - 1; i++) {
      part = child(part, path.getElement(i));
    }
    return part == null ? Map.of() : part;
  }

  private static Object at(Object value, Error error) {
    Object at = value;
    for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
      at = child(at, error.getInstanceLocation().getElement(i));
    }
    return at;
  }

  private static Object child(Object parent, Object step) {
    if (parent instanceof Map<?, ?> map) {
      return map.get(String.valueOf(step));
    }
    if (parent instanceof List<?> list && String.valueOf(step).matches("[0-9]{1,9}")) {
      int index = Integer.parseInt(String.valueOf(step));
      return index < list.size() ? list.get(index) : null;
    }
    return null;
  }

  private static Object keywords(Object node) {
    if (node instanceof List<?> list) {
      return list.stream().map(JsonSchema::keywords).toList();
    }
    if (!(node instanceof Map<?, ?> map)) {
      return node;
    }
    Map<String, Object> kept = new LinkedHashMap<>();
    map.forEach((key, value) -> keep(String.valueOf(key), value, kept));
    return kept;
  }

  private static void keep(String key, Object value, Map<String, Object> kept) {
    if (key.startsWith("ui:") || key.startsWith("backstage:") || NOTES.contains(key)) {
      return;
    }
    if (key.equals("$schema") || key.equals("$id") || value == null) {
      return;
    }
    // Drafts 3 and 4 wrote other types here, and templates still do.
    if (key.equals("required") && !(value instanceof List<?>)) {
      return;
    }
    if (DATA.contains(key)) {
      kept.put(key, value);
    } else if (NAMED.contains(key) && value instanceof Map<?, ?> named) {
      Map<String, Object> children = new LinkedHashMap<>();
      named.forEach((name, child) -> children.put(String.valueOf(name), keywords(child)));
      kept.put(key, children);
    } else {
      kept.put(key, keywords(value));
    }
  }
}
