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
   * @param before the entity as it is served, empty when there is none
   * @throws dev.callboard.platform.error.PortalException when it may not
   */
  void check(String ref, Optional<IndexedEntity> before);
}
