package dev.callboard.catalog.model;

import dev.callboard.catalog.spi.KindDefinition;
import dev.callboard.catalog.spi.RelationField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kinds that are known now, compiled. Thread-safe; of two that claim the same the first one
 * serves.
 */
public final class KindRegistry {
  /** A kind that is ready for use. */
  private record Kind(
      KindDefinition definition,
      Set<String> apiVersions,
      Set<String> specTypes,
      CompiledSchema schema,
      List<RelationField> fields,
      String text) {}

  private static final List<String> ENVELOPE = List.of("apiVersion", "kind", "metadata");
  private static final Set<String> NAMES = Set.of("name", "namespace");

  private final SchemaSet schemas = new SchemaSet();
  private final CompiledSchema envelope = schemas.shared("EntityEnvelope");
  private final CompiledSchema entity = schemas.shared("Entity");
  private final Map<String, List<Kind>> kinds = new ConcurrentHashMap<>();

  /** Creates a registry with these kinds. */
  public KindRegistry(List<KindDefinition> definitions) {
    definitions.forEach(this::add);
  }

  /**
   * Adds a kind.
   *
   * @return a text that is another one when the kind is defined otherwise
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} when its schema
   *     cannot be used
   */
  public String add(KindDefinition definition) {
    Kind kind = compile(definition);
    kinds.merge(
        definition.kind(),
        List.of(kind),
        (old, more) -> {
          List<Kind> both = new ArrayList<>(old);
          both.addAll(more);
          return both;
        });
    return kind.text();
  }

  private Kind compile(KindDefinition definition) {
    String schema = definition.schema();
    Set<String> versions = Set.copyOf(definition.apiVersions());
    Set<String> types = Set.copyOf(definition.specTypes());
    List<RelationField> fields = List.copyOf(definition.relationFields());
    String text = new TreeSet<>(versions) + " " + new TreeSet<>(types) + fields + schema;
    return new Kind(definition, versions, types, schemas.compile(schema), fields, text);
  }

  /** Removes a kind; entities of it stay as they are. */
  public void remove(KindDefinition definition) {
    kinds.computeIfPresent(
        definition.kind(),
        (name, list) -> {
          List<Kind> rest = list.stream().filter(kind -> kind.definition() != definition).toList();
          return rest.isEmpty() ? null : rest;
        });
  }

  /** Returns the names of the kinds. */
  public Set<String> names() {
    return Set.copyOf(kinds.keySet());
  }

  /** Returns a text that is another one when other kinds are known, or the same ones otherwise. */
  public String fingerprint() {
    Map<String, List<String>> texts = new TreeMap<>();
    kinds.forEach((name, list) -> texts.put(name, list.stream().map(Kind::text).toList()));
    return texts.toString();
  }

  /** Returns what keeps a document from being an entity at all. */
  List<Problem> checkEnvelope(Map<String, Object> document) {
    return envelope.check(head(document), Stage.ENVELOPE);
  }

  /** Returns what the schema of the envelope looks at; the rest can be large. */
  private static Map<String, Object> head(Map<String, Object> document) {
    Map<String, Object> head = new LinkedHashMap<>();
    for (String field : ENVELOPE) {
      if (document.containsKey(field)) {
        head.put(field, document.get(field));
      }
    }
    if (document.get("metadata") instanceof Map<?, ?> metadata) {
      Map<Object, Object> named = new LinkedHashMap<>(metadata);
      named.keySet().retainAll(NAMES);
      head.put("metadata", named);
    }
    return head;
  }

  /** Returns what does not fit the schema of the kind, or that there is no such kind. */
  List<Problem> checkKind(Map<String, Object> document, String ref) {
    Optional<Kind> kind = find(document);
    if (kind.isPresent()) {
      return kind.get().schema().check(document, Stage.KIND);
    }
    List<Problem> problems = new ArrayList<>(entity.check(document, Stage.POLICY));
    problems.add(
        new Problem(
            Stage.UNKNOWN_KIND,
            "/kind",
            "No processor recognized the entity "
                + ref
                + " as valid, possibly caused by a foreign kind or apiVersion"));
    return problems;
  }

  /** Returns the fields that refer to others; none for an unknown kind. */
  List<RelationField> relationFields(Map<String, Object> document) {
    return find(document).map(Kind::fields).orElse(List.of());
  }

  private Optional<Kind> find(Map<String, Object> document) {
    Object specType = document.get("spec") instanceof Map<?, ?> spec ? spec.get("type") : null;
    Kind other = null;
    for (Kind kind : kinds.getOrDefault(String.valueOf(document.get("kind")), List.of())) {
      if (!kind.apiVersions().contains(String.valueOf(document.get("apiVersion")))) {
        continue;
      }
      Set<String> types = kind.specTypes();
      if (specType instanceof String type && types.contains(type)) {
        return Optional.of(kind);
      }
      if (types.isEmpty() && other == null) {
        other = kind;
      }
    }
    return Optional.ofNullable(other);
  }
}
