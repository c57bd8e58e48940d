package dev.callboard.catalog.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The entities that somebody may see at one moment. Two of them are equal when they stand for the
 * same entities of the same state of the catalog, so what was found out with one can be kept for
 * the next. Immutable and thread-safe; does not block.
 */
@ProviderType
public interface VisibleEntities {
  /** Returns whether nothing is hidden: then there is no need to ask for each entity. */
  boolean all();

  /** Returns whether everything is hidden. */
  boolean none();

  /** Returns whether an entity exists and may be seen. */
  boolean contains(String ref);
}
