package dev.callboard.catalog.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.spi.KindDefinition;
import dev.callboard.catalog.spi.RelationField;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds that the configuration defines ({@code catalog.kinds}). */
public final class ConfiguredKinds {
  private static final String KEY = "catalog.kinds";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ConfiguredKinds() {}

  private record ConfiguredKind(
      String kind,
      Set<String> apiVersions,
      Set<String> specTypes,
      String schema,
      List<RelationField> relationFields)
      implements KindDefinition {}

  /**
   * Reads the kinds.
   *
   * @throws PortalException with code {@code INPUT} that names the entry and the key that is wrong
   */
  public static List<KindDefinition> of(Config config) {
    List<KindDefinition> kinds = new ArrayList<>();
    int index = 0;
    for (Config entry : config.sections(KEY)) {
      kinds.add(kind(entry, KEY + "[" + index++ + "]"));
    }
    return kinds;
  }

  private static KindDefinition kind(Config entry, String where) {
    String kind = required(entry, "kind", where);
    Set<String> versions = Set.copyOf(entry.strings("apiVersions"));
    if (versions.isEmpty()) {
      throw wrong(where, "needs 'apiVersions', such as [acme.example/v1]");
    }
    List<RelationField> fields = new ArrayList<>();
    int index = 0;
    for (Config relation : entry.sections("relations")) {
      fields.add(field(relation, where + ".relations[" + index++ + "]"));
    }
    KindDefinition definition =
        new ConfiguredKind(
            kind, versions, Set.copyOf(entry.strings("specTypes")), schema(entry, where), fields);
    try {
      new KindRegistry(List.of(definition));
    } catch (PortalException e) {
      throw wrong(where, "of the kind " + kind + " cannot be used: " + e.getMessage());
    }
    return definition;
  }

  /** The schema of the whole entity, or of its spec alone, which is the usual thing. */
  private static String schema(Config entry, String where) {
    Optional<Object> whole = entry.value("schema");
    Optional<Object> spec = entry.value("spec");
    if (whole.isPresent() == spec.isPresent()) {
      throw wrong(where, "needs either 'schema' (of the entity) or 'spec' (of its spec)");
    }
    if (whole.isPresent()) {
      return text(parsed(whole.get(), where));
    }
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("type", "object");
    own.put("required", List.of("spec"));
    own.put("properties", Map.of("spec", parsed(spec.get(), where)));
    return text(Map.of("allOf", List.of(Map.of("$ref", "Entity"), own)));
  }

  /** A file that {@code $file} names comes as text. */
  private static Object parsed(Object value, String where) {
    try {
      Object schema = value instanceof String text ? JSON.readValue(text, Object.class) : value;
      if (schema instanceof Map) {
        SchemaSet.check(object(schema));
        return schema;
      }
    } catch (PortalException e) {
      throw wrong(where, e.getMessage());
    } catch (JsonProcessingException e) {
      throw wrong(where, "has a schema that is not JSON: " + e.getOriginalMessage());
    }
    throw wrong(where, "has a schema that is no object; give a JSON Schema");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object map) {
    return (Map<String, Object>) map;
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RelationField field(Config entry, String where) {
    boolean inherit =
        switch (entry.string("defaultNamespace").orElse("inherit")) {
          case "inherit" -> true;
          case "default" -> false;
          default -> throw wrong(where, "has a defaultNamespace other than inherit or default");
        };
    return new RelationField(
        required(entry, "path", where),
        required(entry, "outgoing", where),
        required(entry, "incoming", where),
        entry.string("defaultKind"),
        inherit,
        Set.copyOf(entry.strings("allowedKinds")));
  }

  private static String required(Config entry, String key, String where) {
    return entry
        .string(key)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> wrong(where, "needs '" + key + "'"));
  }

  private static PortalException wrong(String where, String what) {
    return PortalException.input(where + " " + what);
  }
}
