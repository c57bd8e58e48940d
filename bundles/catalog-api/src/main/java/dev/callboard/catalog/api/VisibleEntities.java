package dev.callboard.catalog.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The entities that somebody may see at one moment. Immutable and thread-safe; does not block. Do
 * not keep it: it holds the catalog as it was.
 */
@ProviderType
public interface VisibleEntities {
  /** Returns whether nothing is hidden: then there is no need to ask for each entity. */
  boolean all();

  /** Returns whether everything is hidden. */
  boolean none();

  /**
   * Returns a small object under which to keep what was found out: two of them are equal only when
   * the same entities are visible, in the same state of the catalog.
   */
  Object key();

  /** Returns whether an entity exists and may be seen. */
  boolean contains(String ref);
}
