package dev.callboard.catalog.write;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * An entity after a write.
 *
 * @param ref the canonical reference
 * @param created whether it is new
 * @param etag its etag, without quotes; empty for a new one that was not stored
 * @param json the entity as it is served, as UTF-8 JSON; not copied
 * @param entity the same as JSON values
 */
public record WriteResult(
    String ref, boolean created, String etag, byte[] json, Map<String, Object> entity) {
  /** Checks the arguments. */
  public WriteResult {
    requireNonNull(ref, "ref is null");
    requireNonNull(etag, "etag is null");
    requireNonNull(json, "json is null");
    requireNonNull(entity, "entity is null");
  }
}
