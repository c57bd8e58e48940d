package dev.callboard.catalog.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Entities with few distinct values, so that orders have ties and filters have matches. */
public final class RandomEntities {
  private static final List<String> KINDS = List.of("Component", "API", "Group");
  private static final List<String> TYPES = List.of("service", "Service", "library", "web site");
  private static final List<String> TAGS = List.of("java", "Java", "node.js", "true", "x:y", "");
  private static final String LONG = "Long ".repeat(60);

  private final Random random;
  private final Map<Integer, UUID> uids = new LinkedHashMap<>();

  /** Uses this source of chance. */
  public RandomEntities(Random random) {
    this.random = random;
  }

  /** Returns another version of entity number {@code i}, which keeps its reference and uid. */
  public Map<String, Object> entity(int i) {
    UUID uid = uids.computeIfAbsent(i, n -> new UUID(random.nextLong(), random.nextLong()));
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", "n" + i);
    metadata.put("namespace", i % 5 == 0 ? "Other" : "default");
    metadata.put("uid", uid.toString());
    metadata.put("etag", "e" + random.nextInt());
    if (random.nextInt(3) > 0) {
      metadata.put("title", pick(List.of("Alpha", "alpha", "beta", "Γάμμα", "", LONG)));
    }
    if (random.nextBoolean()) {
      metadata.put("tags", some(TAGS));
    }
    metadata.put("annotations", Map.of("example.com/a.b", pick(List.of("1", "2"))));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", pick(TYPES));
    if (random.nextInt(4) > 0) {
      spec.put("lifecycle", pick(List.of("production", "Production", "old")));
    }
    if (random.nextInt(3) == 0) {
      spec.put("extra", null);
    }
    if (random.nextInt(3) == 0) {
      spec.put(
          "list",
          List.of(
              Map.of("a", random.nextInt(3), "b", random.nextBoolean()),
              Map.of("a", random.nextInt(3) * 0.5),
              pick(List.of("a", "z"))));
    }
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("apiVersion", "v1");
    entity.put("kind", KINDS.get(i % KINDS.size()));
    entity.put("metadata", metadata);
    entity.put("spec", spec);
    List<Map<String, Object>> relations = new ArrayList<>();
    for (int r = random.nextInt(3); r > 0; r--) {
      relations.add(Map.of("type", "ownedBy", "targetRef", "group:default/g" + random.nextInt(4)));
    }
    entity.put("relations", relations);
    return entity;
  }

  /** Returns a predicate over the values that the entities can have. */
  public Map<String, Object> predicate(int depth) {
    switch (random.nextInt(depth > 0 ? 10 : 7)) {
      case 0:
        return Map.of(key(), pick(List.of("SERVICE", "java", "true", "production", "api", "")));
      case 1:
        return Map.of(key(), Map.of("$exists", random.nextBoolean()));
      case 2:
        return Map.of(key(), Map.of("$in", List.of("service", "library", "Alpha", 1, 0.5, true)));
      case 3:
        return Map.of(key(), Map.of("$hasPrefix", pick(List.of("a", "P", "", "γ", "n1"))));
      case 4:
        return Map.of("kind", pick(KINDS));
      case 5:
        return Map.of(
            "relations",
            Map.of("$contains", Map.of("type", "ownedBy", "targetRef", "group:default/g1")));
      case 6:
        return Map.of(key(), "1", "apiVersion", "V1");
      case 7:
        return Map.of("$all", List.of(predicate(depth - 1), predicate(depth - 1)));
      case 8:
        return Map.of("$any", List.of(predicate(depth - 1), predicate(depth - 1)));
      default:
        return Map.of("$not", predicate(depth - 1));
    }
  }

  /** Returns a path that some entities have. */
  public String key() {
    return pick(
        List.of(
            "kind",
            "metadata.name",
            "metadata.title",
            "metadata.tags",
            "metadata.tags.java",
            "metadata.Tags.node.js",
            "metadata.tags.",
            "metadata.annotations.example.com/a.b",
            "metadata.namespace",
            "spec.type",
            "Spec.Lifecycle",
            "spec.extra",
            "spec.list",
            "spec.list.a",
            "spec.list.b",
            "relations.ownedBy",
            "metadata",
            "nope"));
  }

  private List<String> some(List<String> values) {
    List<String> chosen = new ArrayList<>();
    for (String value : values) {
      if (random.nextInt(3) == 0) {
        chosen.add(value);
      }
    }
    return chosen;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
