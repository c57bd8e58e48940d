package dev.callboard.catalog.write;

import dev.callboard.catalog.index.IndexedEntity;
import java.util.Optional;

/**
 * Decides whether an entity may be written. It is asked within the transaction, so that it sees
 * what is about to be replaced; it must be quick and have no effects.
 */
@FunctionalInterface
public interface WriteGuard {
  /** Lets everything pass. */
  WriteGuard ANYTHING = (ref, before) -> {};

  /**
   * Returns when the entity may be written.
   *
   * @param ref the canonical reference
   * @param before the entity as it is served, empty when there is none that the caller may know of
   * @throws dev.callboard.platform.error.PortalException when it may not
   */
  void check(String ref, Optional<IndexedEntity> before);

  /**
   * Returns whether the caller may know of an entity. One that it may not is refused as far as
   * possible as one that does not exist.
   */
  default boolean knows(IndexedEntity before) {
    return true;
  }

  /** Returns whether it is the same for all entities, so that one that is gone may be judged. */
  default boolean isUnconditional() {
    return true;
  }
}
