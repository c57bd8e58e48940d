package dev.callboard.catalog.ingest;

/** What reads the locations of each type. Thread-safe. */
interface Readers {
  /** Returns the reader of a type of location, null when the catalog itself has none. */
  SourceReader of(String type);
}
