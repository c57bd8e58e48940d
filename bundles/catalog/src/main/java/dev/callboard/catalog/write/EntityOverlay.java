package dev.callboard.catalog.write;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * A change that is laid over what a file says of an entity.
 *
 * @param ref the canonical reference
 * @param etag of the change
 * @param patch a JSON Merge Patch (RFC 7396)
 * @param actor who changed it last
 * @param at when
 */
public record EntityOverlay(
    String ref, String etag, Map<String, Object> patch, String actor, Instant at) {
  /** Checks the arguments. */
  public EntityOverlay {
    requireNonNull(ref, "ref is null");
    requireNonNull(etag, "etag is null");
    requireNonNull(patch, "patch is null");
    requireNonNull(actor, "actor is null");
    requireNonNull(at, "at is null");
  }
}
