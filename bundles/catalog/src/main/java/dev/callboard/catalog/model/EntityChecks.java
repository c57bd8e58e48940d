package dev.callboard.catalog.model;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.spi.RelationField;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The checks of an entity and what follows from its fields. Thread-safe. */
public final class EntityChecks {
  private static final Set<String> ROOT_FIELDS = Set.of("apiVersion", "kind", "metadata", "spec");
  private static final List<String> SORTED =
      List.of(
          "providesApis",
          "consumesApis",
          "dependsOn",
          "dependencyOf",
          "memberOf",
          "children",
          "members");

  private final KindRegistry kinds;
  private final FieldFormats formats;

  /** Creates the checks over these kinds, with the catalog's own formats of fields. */
  public EntityChecks(KindRegistry kinds) {
    this(kinds, FieldFormats.STANDARD);
  }

  /** Creates the checks over these kinds. */
  public EntityChecks(KindRegistry kinds, FieldFormats formats) {
    this.kinds = kinds;
    this.formats = formats;
  }

  /**
   * Relations of an entity, or why they cannot be told.
   *
   * @param edges both directions
   * @param problems references that cannot be read
   */
  public record Relations(List<RelationEdge> edges, List<Problem> problems) {}

  /** Returns what keeps a document from being an entity, and what else is wrong with it then. */
  public List<Problem> envelope(Object document) {
    if (!(document instanceof Map<?, ?>)) {
      return List.of(
          new Problem(Stage.ENVELOPE, "", "Expected an object at the root of the document"));
    }
    Map<String, Object> entity = object(document);
    List<Problem> problems = new ArrayList<>(kinds.checkEnvelope(entity));
    if (!problems.isEmpty()) {
      problems.addAll(FieldRules.check(entity, formats));
    }
    return problems;
  }

  /** Returns everything that is wrong with an entity whose envelope is right. */
  public List<Problem> entity(Map<String, Object> entity) {
    List<Problem> problems = new ArrayList<>();
    for (String key : entity.keySet()) {
      if (!ROOT_FIELDS.contains(key)) {
        problems.add(new Problem(Stage.POLICY, Problem.step(key), "Unknown field " + key));
      }
    }
    problems.addAll(FieldRules.check(entity, formats));
    problems.addAll(kinds.checkKind(entity, ref(entity).orElse("?")));
    return problems;
  }

  /** Returns the canonical reference of an entity whose envelope is right. */
  public static Optional<String> ref(Map<String, Object> entity) {
    if (!(entity.get("metadata") instanceof Map<?, ?> metadata)
        || !(entity.get("kind") instanceof String kind)
        || !(metadata.get("name") instanceof String name)) {
      return Optional.empty();
    }
    Object namespace = metadata.get("namespace");
    String in =
        namespace instanceof String text && !text.isEmpty() ? text : EntityRef.DEFAULT_NAMESPACE;
    return Optional.of((kind + ":" + in + "/" + name).toLowerCase(Locale.ROOT));
  }

  /**
   * Returns the entity with the lists of references sorted, so that their order causes no change.
   */
  public static Map<String, Object> sorted(Map<String, Object> entity) {
    if (!(entity.get("spec") instanceof Map<?, ?>)) {
      return entity;
    }
    Map<String, Object> spec = new LinkedHashMap<>(object(entity.get("spec")));
    for (String field : SORTED) {
      if (spec.get(field) instanceof List<?> list
          && list.stream().allMatch(String.class::isInstance)) {
        Object[] texts = list.toArray();
        Arrays.sort(texts);
        spec.put(field, Arrays.asList(texts));
      }
    }
    Map<String, Object> copy = new LinkedHashMap<>(entity);
    copy.put("spec", spec);
    return copy;
  }

  /** Returns the relations that the fields of a valid entity mean. */
  public Relations relations(Map<String, Object> entity) {
    Set<RelationEdge> edges = new LinkedHashSet<>();
    List<Problem> problems = new ArrayList<>();
    String source = ref(entity).orElseThrow();
    String namespace = EntityRef.parse(source).namespace();
    for (RelationField field : kinds.relationFields(entity)) {
      Object value = at(entity, field.path());
      List<?> references =
          value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
      for (Object reference : references) {
        try {
          String target =
              EntityRef.parse(
                      String.valueOf(reference),
                      field.defaultKind().orElse(null),
                      field.inheritNamespace() ? namespace : null)
                  .toString();
          checkKind(field, target);
          edges.add(new RelationEdge(source, field.outgoing(), target));
          edges.add(new RelationEdge(target, field.incoming(), source));
        } catch (PortalException e) {
          problems.add(
              new Problem(Stage.PROCESSING, "/" + field.path().replace('.', '/'), e.getMessage()));
        }
      }
    }
    return new Relations(List.copyOf(edges), problems);
  }

  private static void checkKind(RelationField field, String target) {
    String kind = target.substring(0, target.indexOf(':'));
    Set<String> allowed = field.allowedKinds();
    if (!allowed.isEmpty() && allowed.stream().noneMatch(kind::equalsIgnoreCase)) {
      throw PortalException.input(
          field.path()
              + " must refer to "
              + String.join(" or ", new TreeSet<>(allowed))
              + ", but refers to "
              + target);
    }
  }

  private static Object at(Map<String, Object> entity, String path) {
    Object value = entity;
    for (String step : path.split("\\.")) {
      value = value instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}
