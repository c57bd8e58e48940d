package dev.callboard.catalog.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles schemas of kinds. The shared ones ({@code Entity}, {@code EntityMeta}, {@code common})
 * have short names as ids, which are made absolute here, because the validator takes no others.
 */
final class SchemaSet {
  private static final String BASE = "https://schemas.callboard.dev/";
  private static final List<String> SHARED = List.of("Entity", "EntityMeta", "EntityEnvelope");

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final SchemaRegistry registry;
  private int compiled;

  SchemaSet() {
    Map<String, String> shared = new HashMap<>();
    for (String name : SHARED) {
      shared.put(BASE + name, absolute(name, resource(name + ".schema.json")));
    }
    shared.put(BASE + "common", absolute("common", resource("common.schema.json")));
    registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7, builder -> builder.schemas(shared));
  }

  /** Returns the text of a schema that comes with the bundle. */
  static String resource(String name) {
    try (InputStream in = SchemaSet.class.getResourceAsStream("schemas/" + name)) {
      if (in == null) {
        throw new IllegalStateException("schema " + name + " is missing in the bundle");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles a shared schema. */
  CompiledSchema shared(String name) {
    return compile("{\"allOf\":[{\"$ref\":\"" + name + "\"}]}");
  }

  /**
   * Compiles a schema.
   *
   * @throws PortalException with code {@code INPUT} when it is none
   */
  synchronized CompiledSchema compile(String text) {
    String id = "kind-" + compiled++;
    try {
      JsonNode node = mapper.readTree(absolute(id, text));
      Schema schema = registry.getSchema(node);
      schema.initializeValidators();
      return new CompiledSchema(schema, mapper);
    } catch (JsonProcessingException e) {
      throw PortalException.input("The schema of the kind is not JSON: " + e.getOriginalMessage());
    } catch (RuntimeException e) {
      throw PortalException.input("The schema of the kind cannot be used: " + e.getMessage());
    }
  }

  /**
   * Checks a schema against the schema of schemas.
   *
   * @throws PortalException with code {@code INPUT} that names what is wrong and where
   */
  static void check(Map<String, Object> schema) {
    SpecificationVersion version =
        SpecificationVersion.fromDialectId(String.valueOf(schema.get("$schema")))
            .orElse(SpecificationVersion.DRAFT_7);
    JsonMapper mapper = JsonMapper.builder().build();
    List<Error> errors =
        SchemaRegistry.withDefaultDialect(version)
            .getSchema(SchemaLocation.of(version.getDialectId()))
            .validate(mapper.<JsonNode>valueToTree(schema));
    if (!errors.isEmpty()) {
      Error first = errors.get(0);
      throw PortalException.input(
          "has a schema that is none: " + first.getInstanceLocation() + " " + first.getMessage());
    }
  }

  private String absolute(String name, String text) {
    try {
      JsonNode root = mapper.readTree(text);
      if (root instanceof ObjectNode object) {

        object.put("$id", BASE + name);
        if (!object.has("$schema")) {
          object.put("$schema", "http://json-schema.org/draft-07/schema#");
        }
      }
      rewrite(root, true);
      return mapper.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw PortalException.input("The schema of the kind is not JSON: " + e.getOriginalMessage());
    }
  }

  private static void rewrite(JsonNode node, boolean root) {
    if (node instanceof ObjectNode object) {
      if (!root && object.path("$id").asText().startsWith("#")) {
        object.remove("$id");
      }
      // annotations, not rules: the validator warns of those it does not know
      object.remove(List.of("examples", "deprecated"));
      JsonNode ref = object.get("$ref");
      if (ref != null && ref.isTextual()) {
        object.put("$ref", absoluteRef(ref.asText()));
      }
    }
    node.forEach(child -> rewrite(child, false));
  }

  private static String absoluteRef(String ref) {
    if (ref.startsWith("common#") && !ref.startsWith("common#/")) {
      return BASE + "common#/definitions/" + ref.substring("common#".length());
    }
    if (ref.startsWith("#") && !ref.startsWith("#/") && ref.length() > 1) {
      return "#/definitions/" + ref.substring(1);
    }
    return SHARED.contains(ref) || ref.startsWith("common#") ? BASE + ref : ref;
  }
}
