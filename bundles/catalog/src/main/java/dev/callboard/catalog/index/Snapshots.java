package dev.callboard.catalog.index;

import java.util.Collection;
import java.util.List;

/** Makes snapshots of a few entities that are not in the catalog, to ask filters about them. */
public final class Snapshots {
  private Snapshots() {}

  /** Returns a snapshot of these entities. */
  public static Snapshot of(Collection<IndexedEntity> entities) {
    SegmentedIndex index = new SegmentedIndex();
    index.apply(entities, List.of());
    return index.snapshot();
  }
}
