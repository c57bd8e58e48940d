package dev.callboard.catalog.query;

import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.index.TestIndexes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * A catalog of a large organisation, made up: mix of kinds, sizes and relations as in real ones.
 */
final class LargeCatalog {
  private static final String[] KINDS = {
    "Component",
    "Component",
    "Component",
    "Component",
    "Component",
    "API",
    "API",
    "Resource",
    "User",
    "User",
    "Group",
    "System"
  };
  private static final String[] TYPES = {"service", "website", "library", "openapi", "database"};
  private static final String[] LIFECYCLES = {"production", "experimental", "deprecated"};
  private static final String[] WORDS = {
    "payment", "order", "stock", "billing", "search", "user", "report", "mail", "cart", "price"
  };

  private final Random random = new Random(42);
  private final int size;
  private final int groups;

  LargeCatalog(int size) {
    this.size = size;
    this.groups = Math.max(10, size / 40);
  }

  List<IndexedEntity> entities(int from, int to) {
    List<IndexedEntity> entities = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      entities.add(TestIndexes.entity(entity(i)));
    }
    return entities;
  }

  String group(int i) {
    return "group:default/team-" + i % groups;
  }

  String ref(int i) {
    return KINDS[i % KINDS.length].toLowerCase() + ":default/" + name(i);
  }

  String name(int i) {
    return WORDS[i % 10] + "-" + WORDS[i / 10 % 10] + "-" + Integer.toString(i * 7919, 36);
  }

  private Map<String, Object> entity(int i) {
    String name = name(i);
    Map<String, Object> annotations = new LinkedHashMap<>();
    annotations.put(
        "backstage.io/managed-by-location",
        "url:https://git.example.com/o/" + name + "/blob/main/catalog-info.yaml");
    annotations.put(
        "backstage.io/managed-by-origin-location", "url:https://git.example.com/o/all.yaml");
    annotations.put("backstage.io/source-location", "url:https://git.example.com/o/" + name + "/");
    annotations.put("github.com/project-slug", "o/" + name);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("namespace", "default");
    metadata.put("annotations", annotations);
    metadata.put("name", name);
    metadata.put(
        "title", "The " + WORDS[i % 10] + " " + WORDS[i / 7 % 10] + " of team " + i % groups);
    metadata.put("description", "Text that tells what it is for, at some length. ".repeat(3));
    metadata.put("labels", Map.of("tier", "" + i % 4, "example.com/cost", "cc-" + i % 200));
    metadata.put("tags", List.of("tag-" + i % 30, "tag-" + i % 17, WORDS[i % 10]));
    metadata.put(
        "links", List.of(Map.of("url", "https://run.example.com/" + name, "title", "Run")));
    metadata.put("uid", new UUID(random.nextLong(), random.nextLong()).toString());
    metadata.put("etag", Integer.toHexString(i));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", TYPES[random.nextInt(TYPES.length)]);
    spec.put("lifecycle", LIFECYCLES[random.nextInt(10) < 7 ? 0 : 1 + random.nextInt(2)]);
    spec.put("owner", "team-" + i % groups);
    if (KINDS[i % KINDS.length].equals("API")) {
      spec.put("definition", "openapi: 3.0.3\npaths: {}\n".repeat(150));
    }
    List<Map<String, Object>> relations = new ArrayList<>();
    relations.add(Map.of("type", "ownedBy", "targetRef", group(i)));
    for (int r = 0; r < 8; r++) {
      relations.add(
          Map.of(
              "type",
              r % 2 == 0 ? "dependsOn" : "dependencyOf",
              "targetRef",
              ref(random.nextInt(size))));
    }
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("metadata", metadata);
    entity.put("apiVersion", "backstage.io/v1alpha1");
    entity.put("kind", KINDS[i % KINDS.length]);
    entity.put("spec", spec);
    entity.put("relations", relations);
    return entity;
  }
}
