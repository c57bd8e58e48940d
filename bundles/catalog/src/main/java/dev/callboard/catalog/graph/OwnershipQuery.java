package dev.callboard.catalog.graph;

import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Matches;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.index.Walk;
import dev.callboard.catalog.query.EntityFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks what a group and the groups below it own, or a user and the groups that the user is in.
 *
 * @param depth how many steps to go: from a group to its children, from a user to the groups and on
 *     to their parents
 * @param filter which of the owned entities are wanted
 * @param offset how many of them to pass over
 * @param limit how many of them to return
 */
public record OwnershipQuery(int depth, EntityFilter filter, int offset, int limit) {
  private static final List<String> BELOW_GROUP = List.of("parentOf");
  private static final List<String> ABOVE_USER = List.of("memberOf", "childOf");

  /**
   * An entity and the nearest of its owners.
   *
   * @param entity what is owned
   * @param owner the owner, with the way to it
   */
  public record Owned(EntityHandle entity, Step owner) {}

  /**
   * What was found.
   *
   * @param owners the start and what it led to, near ones first
   * @param items in the order of their references
   * @param total how many there are besides the page
   * @param truncated whether a limit kept the walk from finding more owners
   */
  public record Result(List<Step> owners, List<Owned> items, long total, boolean truncated) {}

  /** Returns whether an entity can own others. */
  public static boolean isOwner(String ref) {
    return ref.startsWith("group:") || ref.startsWith("user:");
  }

  /** Returns how deep to go when nothing is asked for. */
  public static int defaultDepth(String ref, GraphLimits limits) {
    return ref.startsWith("user:") ? 1 : limits.maxDepth();
  }

  /**
   * Walks from a group or user.
   *
   * @param permitted what the caller may read; nothing else is shown or walked through
   */
  public Result run(
      Snapshot snapshot, EntityHandle start, EntityFilter permitted, GraphLimits limits) {
    Matches visible = permitted.in(snapshot);
    List<String> relations = start.ref().startsWith("user:") ? ABOVE_USER : BELOW_GROUP;
    GraphWalk.Result walk =
        GraphWalk.from(
            start,
            new OutgoingEdges(snapshot, visible, relations),
            depth,
            limits.maxLimit(),
            limits.maxEdges());
    Map<String, Step> owners = new LinkedHashMap<>();
    owners.put(start.ref(), new Step(start, 0, null, null));
    walk.steps().forEach(step -> owners.put(step.entity().ref(), step));
    Matches owned =
        filter
            .and(permitted)
            .and(new EntityFilter.Equals("relations.ownedBy", owners.keySet()))
            .in(snapshot);
    return new Result(
        List.copyOf(owners.values()), page(owned, owners), owned.count(), walk.truncated());
  }

  private List<Owned> page(Matches owned, Map<String, Step> owners) {
    Walk walk = owned.byRef((int) Math.min(Integer.MAX_VALUE, (long) offset + limit));
    for (int i = 0; i < offset; i++) {
      if (!walk.next()) {
        return List.of();
      }
    }
    List<Owned> items = new ArrayList<>();
    while (items.size() < limit && walk.next()) {
      items.add(new Owned(walk.entity(), nearest(walk.entity(), owners)));
    }
    return items;
  }

  private static Step nearest(EntityHandle entity, Map<String, Step> owners) {
    Step[] best = {null};
    Relations.of(
        entity,
        (type, ref) -> {
          Step owner = type.equalsIgnoreCase("ownedBy") ? owners.get(ref) : null;
          if (owner != null && (best[0] == null || owner.depth() < best[0].depth())) {
            best[0] = owner;
          }
          return true;
        });
    return best[0];
  }
}
