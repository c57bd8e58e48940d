package dev.callboard.catalog.graph;

import dev.callboard.catalog.index.EntityHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A walk in breadth, so each entity is found on a shortest way, and once however often it loops.
 */
final class GraphWalk {
  /**
   * What a walk found.
   *
   * @param steps without the start, near ones first
   * @param truncated whether a limit kept the walk from finding more
   */
  record Result(List<Step> steps, boolean truncated) {}

  private final Edges edges;
  private final int depth;
  private final int limit;
  private final int maxEdges;
  private final List<Step> found = new ArrayList<>();
  private final Set<EntityHandle> seen = new HashSet<>();
  private final Deque<Step> todo = new ArrayDeque<>();
  private int looked;
  private boolean truncated;

  private GraphWalk(Edges edges, int depth, int limit, int maxEdges) {
    this.edges = edges;
    this.depth = depth;
    this.limit = limit;
    this.maxEdges = maxEdges;
  }

  static Result from(EntityHandle start, Edges edges, int depth, int limit, int maxEdges) {
    return new GraphWalk(edges, depth, limit, maxEdges).run(start);
  }

  private Result run(EntityHandle start) {
    seen.add(start);
    todo.add(new Step(start, 0, null, null));
    while (!todo.isEmpty() && !truncated) {
      Step step = todo.remove();
      if (step.depth() < depth) {
        edges.from(step.entity(), (relation, entity) -> take(step, relation, entity));
      }
    }
    return new Result(found, truncated);
  }

  private boolean take(Step from, String relation, EntityHandle entity) {
    if (++looked > maxEdges) {
      truncated = true;
      return false;
    }
    if (seen.contains(entity)) {
      return true;
    }
    if (found.size() == limit) {
      truncated = true;
      return false;
    }
    seen.add(entity);
    Step step = new Step(entity, from.depth() + 1, from, relation);
    found.add(step);
    todo.add(step);
    return true;
  }
}
