package dev.callboard.catalog.ingest;

/** Which of its files a run reads; the others stay as they were read last. */
interface ReadScope {
  /** All of them. */
  ReadScope ALL = sourceKey -> true;

  /** Returns whether a file is read; one with wildcards stands for the search for files. */
  boolean reads(String sourceKey);
}
