package dev.callboard.catalog.store;

import dev.callboard.catalog.index.IndexedEntity;
import java.util.Optional;
import java.util.UUID;

/**
 * An entity as a write finds it.
 *
 * @param ref the canonical reference
 * @param uid the unique id
 * @param locationKey who has it
 * @param etag of the form that is served, null when none is
 * @param served the form that is served, empty when it was never valid
 * @param listed whether a file, a provider or the API still lists it
 */
public record CurrentEntity(
    String ref,
    UUID uid,
    String locationKey,
    String etag,
    Optional<IndexedEntity> served,
    boolean listed) {
  /** Returns whether it was written through the API. */
  public boolean isWritten() {
    return locationKey.equals(ApiKeys.location(ref));
  }

  /** Returns whether somebody else than the API has it and may not be pushed aside. */
  public boolean isForeign() {
    return !isWritten() && listed && served.isPresent();
  }
}
