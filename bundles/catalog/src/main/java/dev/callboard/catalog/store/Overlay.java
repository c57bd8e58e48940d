package dev.callboard.catalog.store;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * A change that is laid over what a file says of an entity.
 *
 * @param ref the canonical reference
 * @param patch a JSON Merge Patch (RFC 7396)
 * @param etag changes whenever the patch does
 * @param actor who changed it last
 * @param at when, in milliseconds since the epoch
 * @param base the entity without it, empty until its file is read again
 */
public record Overlay(
    String ref,
    Map<String, Object> patch,
    String etag,
    String actor,
    long at,
    Optional<Claim> base) {
  /** Checks the arguments. */
  public Overlay {
    requireNonNull(ref, "ref is null");
    requireNonNull(patch, "patch is null");
    requireNonNull(etag, "etag is null");
    requireNonNull(actor, "actor is null");
    requireNonNull(base, "base is null");
  }
}
