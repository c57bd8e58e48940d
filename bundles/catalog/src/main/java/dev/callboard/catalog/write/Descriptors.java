package dev.callboard.catalog.write;

import dev.callboard.catalog.process.Annotations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Turns an entity as it is served back into what a descriptor file would say. */
public final class Descriptors {
  private static final Set<String> ROOT = Set.of("relations", "status");
  private static final Set<String> METADATA = Set.of("uid", "etag", "annotations");

  private Descriptors() {}

  /** Returns the entity without what the catalog adds to it. */
  public static Map<String, Object> of(Map<String, Object> served) {
    Map<String, Object> entity = new LinkedHashMap<>(served);
    entity.keySet().removeAll(ROOT);
    if (!(served.get("metadata") instanceof Map<?, ?> given)) {
      return entity;
    }
    Map<String, Object> metadata = new LinkedHashMap<>();
    given.forEach((key, value) -> metadata.put((String) key, value));
    metadata.keySet().removeAll(METADATA);
    Map<String, Object> annotations = new LinkedHashMap<>();
    if (given.get("annotations") instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (!Annotations.isManaged((String) key)) {
              annotations.put((String) key, value);
            }
          });
    }
    if (!annotations.isEmpty()) {
      metadata.put("annotations", annotations);
    }
    entity.put("metadata", metadata);
    return entity;
  }
}
