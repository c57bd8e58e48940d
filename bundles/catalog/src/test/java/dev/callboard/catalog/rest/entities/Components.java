package dev.callboard.catalog.rest.entities;

import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.index.TestIndexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A few entities that are alike: components {@code c0}, {@code c1} … with uids in that order. */
final class Components {
  private Components() {}

  static List<IndexedEntity> of(int count) {
    List<IndexedEntity> entities = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entities.add(component(i));
    }
    return entities;
  }

  static IndexedEntity component(int i) {
    return TestIndexes.entity(
        Map.of(
            "apiVersion",
            "backstage.io/v1alpha1",
            "kind",
            i % 2 == 0 ? "Component" : "API",
            "metadata",
            Map.of(
                "name", "c" + i,
                "namespace", "default",
                "uid", new UUID(0, i).toString(),
                "labels", Map.of("tier", "" + i % 3),
                "annotations", Map.of("example.com/id", "ID-" + i)),
            "spec",
            i % 4 == 0 ? Map.of("type", "service") : Map.of("type", "Library", "size", i),
            "relations",
            List.of(Map.of("type", "ownedBy", "targetRef", "group:default/g" + i % 2))),
        i == 0 ? new String[0] : new String[] {ref(i - 1)});
  }

  static String ref(int i) {
    return (i % 2 == 0 ? "component" : "api") + ":default/c" + i;
  }
}
