package dev.callboard.catalog.graph;

import dev.callboard.catalog.index.DefaultCatalogIndex;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.index.TestIndexes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Entities and relations, put together line by line. */
final class TestGraph {
  private final Map<String, List<Map<String, Object>>> relations = new LinkedHashMap<>();
  private final Map<String, String> labels = new LinkedHashMap<>();

  TestGraph entity(String ref) {
    relations.putIfAbsent(ref, new ArrayList<>());
    return this;
  }

  TestGraph secret(String ref) {
    labels.put(ref, "yes");
    return entity(ref);
  }

  /** Adds a relation of the first entity. */
  TestGraph relate(String from, String type, String to) {
    entity(from);
    relations.get(from).add(Map.of("type", type, "targetRef", to));
    return this;
  }

  /** Adds a relation and the one back. */
  TestGraph both(String from, String type, String back, String to) {
    return relate(from, type, to).relate(to, back, from);
  }

  DefaultCatalogIndex index() {
    DefaultCatalogIndex index = TestIndexes.index(Runnable::run);
    List<IndexedEntity> entities = new ArrayList<>();
    relations.forEach((ref, list) -> entities.add(entity(ref, list)));
    // several segments, as in a server that runs
    int third = entities.size() / 3 + 1;
    for (int from = 0; from < entities.size(); from += third) {
      index.apply(entities.subList(from, Math.min(entities.size(), from + third)), List.of());
    }
    return index;
  }

  private IndexedEntity entity(String ref, List<Map<String, Object>> list) {
    String[] parts = ref.split("[:/]");
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("apiVersion", "backstage.io/v1alpha1");
    entity.put("kind", parts[0]);
    entity.put(
        "metadata",
        Map.of(
            "name",
            parts[2],
            "namespace",
            parts[1],
            "uid",
            UUID.nameUUIDFromBytes(ref.getBytes()).toString(),
            "labels",
            Map.of("secret", labels.getOrDefault(ref, "no"))));
    entity.put("spec", Map.of("type", "x"));
    entity.put("relations", list);
    return TestIndexes.entity(entity);
  }
}
