package dev.callboard.catalog.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What became of an entity.
 *
 * @param ref the canonical reference
 * @param entity how it is served from then on; empty when it is gone
 */
public record EntityChange(String ref, Optional<Entity> entity) {
  /** Checks the arguments. */
  public EntityChange {
    requireNonNull(ref, "ref is null");
    requireNonNull(entity, "entity is null");
  }
}
