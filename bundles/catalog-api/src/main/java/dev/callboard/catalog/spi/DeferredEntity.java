package dev.callboard.catalog.spi;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import java.util.Optional;

/**
 * An entity that is yet to be processed.
 *
 * @param entity with the annotations {@code backstage.io/managed-by-location} and {@code
 *     backstage.io/managed-by-origin-location}
 * @param locationKey who owns the reference when several sources claim it, or empty to own it
 *     without a claim
 */
public record DeferredEntity(Entity entity, Optional<String> locationKey) {
  /** Checks the arguments. */
  public DeferredEntity {
    requireNonNull(entity, "entity is null");
    requireNonNull(locationKey, "locationKey is null");
  }

  /** Returns an entity that its location owns. */
  public static DeferredEntity of(Entity entity, String locationKey) {
    return new DeferredEntity(entity, Optional.of(locationKey));
  }
}
