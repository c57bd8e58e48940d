package dev.callboard.catalog.rest.locations;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.store.UnservedEntities;
import dev.callboard.platform.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An entity that is not served, with the document that it was read from.
 *
 * @param row what is stored
 * @param document the document; only what its reference says when it is not stored
 */
record UnprocessedEntity(UnservedEntities.Row row, Map<String, Object> document) {
  static UnprocessedEntity of(UnservedEntities.Row row) {
    return new UnprocessedEntity(row, document(row));
  }

  private static Map<String, Object> document(UnservedEntities.Row row) {
    if (row.source() == null) {
      EntityRef ref = EntityRef.parse(row.ref());
      return Map.of(
          "kind", ref.kind(), "metadata", Map.of("namespace", ref.namespace(), "name", ref.name()));
    }
    try {
      return Json.object(row.source().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("the database holds a document that is not JSON", e);
    }
  }

  /** Returns a field of {@code spec} that is a text, or null. */
  String spec(String name) {
    return document.get("spec") instanceof Map<?, ?> spec && spec.get(name) instanceof String text
        ? text
        : null;
  }

  /** Returns the JSON; its keys are the columns of the reference's table. */
  Map<String, Object> json() {
    // there is no plan of when to read it next: it is read when its file changes
    String readAt = IngestionReport.time(row.readAt());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entity_id", row.uid());
    json.put("entity_ref", row.ref());
    json.put("unprocessed_entity", document);
    json.put("unprocessed_hash", row.hash());
    json.put("next_update_at", readAt);
    json.put("last_discovery_at", readAt);
    if (row.errors() != null) {
      json.put("errors", Json.stored(row.errors()).stream().map(UnprocessedEntity::error).toList());
    }
    json.put("location_key", row.locationKey());
    return json;
  }

  private static Map<String, Object> error(Map<String, Object> stored) {
    String name = ErrorCode.INPUT.errorName();
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("name", name);
    error.putAll(stored);
    error.put("cause", Map.of("name", name, "message", String.valueOf(stored.get("message"))));
    return error;
  }

  /** Returns the texts that a search looks at. */
  List<String> texts() {
    return row.errors() == null
        ? List.of(row.ref(), row.locationKey())
        : List.of(row.ref(), row.locationKey(), row.errors());
  }
}
