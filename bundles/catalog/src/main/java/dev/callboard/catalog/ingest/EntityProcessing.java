package dev.callboard.catalog.ingest;

import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.Changes;
import java.util.Map;

/** What the write API asks of ingestion. Thread-safe. */
public interface EntityProcessing {
  /** Returns what is stored. */
  CatalogStore store();

  /**
   * Processes an entity that stands in no file, with the kinds, processors, rules and limits that
   * hold now; stores nothing.
   *
   * @param ref the canonical reference that it is to have
   * @param document as in a descriptor file
   */
  WrittenEntity process(String ref, Map<String, Object> document);

  /** Shows readers what was stored, and has the files read that may claim what became free. */
  void publish(Changes changes);
}
