package dev.callboard.search.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes documents on the way into the index. Good only while the collator's method runs, and for
 * its thread. What was taken becomes visible when the method returns, all of it at once.
 */
@ProviderType
public interface DocumentSink {
  /** Adds a document, in place of the one with the same id. */
  void put(SearchDocument document);

  /** Removes the document with this id; does nothing when there is none. */
  void remove(String id);

  /** Removes all documents of a group; does nothing when there are none. */
  void removeGroup(String group);
}
