package dev.callboard.catalog.query;

import dev.callboard.catalog.api.EntityRef;

/** What ingestion offers to the read side. Thread-safe; does not block. */
public interface EntityRefresher {
  /**
   * Asks for an entity and what it comes from to be read again soon.
   *
   * @throws dev.callboard.platform.error.PortalException with code {@code NOT_FOUND} when there is
   *     no such entity
   */
  void refresh(EntityRef ref);
}
