package dev.callboard.catalog.index;

import java.util.Collection;
import java.util.Set;

/**
 * The in-memory read index of the catalog: the only thing that reads are answered from.
 * Thread-safe.
 */
public interface CatalogIndex {
  /**
   * Applies one batch; readers see all of it or nothing. Batches are applied in the order of the
   * calls.
   *
   * @param upserts entities that are new or changed
   * @param removedRefs canonical references that are gone; unknown ones are passed over
   */
  void apply(Collection<IndexedEntity> upserts, Collection<String> removedRefs);

  /** Returns the references of everything in it. */
  Set<String> refs();

  /** Tells that the stored entities have been loaded: from now on the index can be read. */
  void ready();

  /** Returns whether the stored entities have been loaded. */
  boolean isReady();
}
