package dev.callboard.catalog.index;

/** The read side of the index. Thread-safe; does not block. */
public interface IndexReader {
  /** Returns the catalog as it is now. */
  Snapshot snapshot();

  /** Returns whether the stored entities have been loaded. */
  boolean isReady();
}
