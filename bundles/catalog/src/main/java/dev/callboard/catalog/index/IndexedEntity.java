package dev.callboard.catalog.index;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An entity as it is served, on its way into the index.
 *
 * @param ref the canonical reference
 * @param uid the unique id, which also stands in {@code metadata.uid}
 * @param entity the final entity (annotations, relations, status, uid and etag included) as JSON
 *     values
 * @param json the same as UTF-8 JSON, served as it is; not copied
 * @param parents canonical references of the entities that list this one
 */
public record IndexedEntity(
    String ref, UUID uid, Map<String, Object> entity, byte[] json, List<String> parents) {
  /** Checks the arguments. */
  public IndexedEntity {
    requireNonNull(ref, "ref is null");
    requireNonNull(uid, "uid is null");
    requireNonNull(entity, "entity is null");
    requireNonNull(json, "json is null");
    parents = List.copyOf(parents);
  }
}
