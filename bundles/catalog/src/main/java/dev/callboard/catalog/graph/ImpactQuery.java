package dev.callboard.catalog.graph;

import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Matches;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.query.EntityFilter;
import java.util.Comparator;
import java.util.List;

/**
 * Asks what an entity needs, or what needs it, over any number of steps.
 *
 * @param dependents whether to look for what needs the entity rather than for what it needs
 * @param relations the types of relation by which one entity needs another
 * @param depth how many steps to go
 * @param limit how many entities to find at the most
 */
public record ImpactQuery(boolean dependents, List<String> relations, int depth, int limit) {
  /**
   * The relations that count when none are named: an API needs who provides it, and a system or
   * domain needs its parts.
   */
  public static final List<String> NEEDS =
      List.of("dependsOn", "consumesApi", "apiProvidedBy", "hasPart");

  /**
   * What was found.
   *
   * @param steps near ones first, equally near ones in the order of their references
   * @param truncated whether a limit kept the walk from finding more
   */
  public record Result(List<Step> steps, boolean truncated) {}

  /**
   * Walks.
   *
   * @param permitted what the caller may read; nothing else is shown or walked through
   */
  public Result run(
      Snapshot snapshot, EntityHandle start, EntityFilter permitted, GraphLimits limits) {
    Matches visible = permitted.in(snapshot);
    Edges edges =
        dependents
            ? new IncomingEdges(snapshot, visible, relations)
            : new OutgoingEdges(snapshot, visible, relations);
    GraphWalk.Result walk = GraphWalk.from(start, edges, depth, limit, limits.maxEdges());
    return new Result(
        walk.steps().stream()
            .sorted(Comparator.comparingInt(Step::depth).thenComparing(s -> s.entity().ref()))
            .toList(),
        walk.truncated());
  }
}
