package dev.callboard.catalog.store;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An entity that is served, and what it is made of.
 *
 * @param entity the entity
 * @param document its document when it was written through the API
 */
public record EntityVersion(CurrentEntity entity, Optional<String> document) {
  /** Checks the arguments. */
  public EntityVersion {
    requireNonNull(entity, "entity is null");
    requireNonNull(document, "document is null");
  }
}
