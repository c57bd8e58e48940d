package dev.callboard.catalog.graph;

import dev.callboard.catalog.index.EntityHandle;
import java.util.LinkedList;
import java.util.List;

/**
 * An entity that a walk has come to, on a shortest way.
 *
 * @param entity the entity
 * @param depth how many steps it is from the start
 * @param from the step before, null at the start
 * @param relation the type of the relation that led here, null at the start
 */
public record Step(EntityHandle entity, int depth, Step from, String relation) {
  /** Returns the way from the start, itself excluded, to here. */
  public List<Step> path() {
    LinkedList<Step> path = new LinkedList<>();
    for (Step step = this; step.from != null; step = step.from) {
      path.addFirst(step);
    }
    return path;
  }
}
