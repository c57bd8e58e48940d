package dev.callboard.catalog.graph;

import dev.callboard.catalog.index.EntityHandle;
import java.util.function.BiPredicate;

/** The relations that a walk follows. What the caller may not read is not among the targets. */
interface Edges {
  /**
   * Tells what an entity leads to: the type of the relation and the other entity.
   *
   * @param each returns whether it wants more
   */
  void from(EntityHandle entity, BiPredicate<String, EntityHandle> each);
}
