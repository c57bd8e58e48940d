package dev.callboard.catalog.graph;

import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Matches;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.index.Walk;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/** The relations that others have to an entity, found by the index and not by looking at them. */
final class IncomingEdges implements Edges {
  private final Snapshot snapshot;
  private final Matches permitted;
  private final Collection<String> types;

  IncomingEdges(Snapshot snapshot, Matches permitted, Collection<String> types) {
    this.snapshot = snapshot;
    this.permitted = permitted;
    this.types = types;
  }

  @Override
  public void from(EntityHandle entity, BiPredicate<String, EntityHandle> each) {
    List<String> ref = List.of(entity.ref());
    for (String type : types) {
      String key = "relations." + type.toLowerCase(Locale.ROOT);
      Walk walk = snapshot.where(segment -> segment.anyOf(key, ref)).byUid(false, null);
      while (walk.next()) {
        if (permitted.contains(walk.entity()) && !each.test(type, walk.entity())) {
          return;
        }
      }
    }
  }
}
