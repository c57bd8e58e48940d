package dev.callboard.catalog.graph;

import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Matches;
import dev.callboard.catalog.index.Snapshot;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** The relations that an entity itself has. */
final class OutgoingEdges implements Edges {
  private final Snapshot snapshot;
  private final Matches permitted;
  private final TreeSet<String> types = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  OutgoingEdges(Snapshot snapshot, Matches permitted, Collection<String> types) {
    this.snapshot = snapshot;
    this.permitted = permitted;
    this.types.addAll(types);
  }

  @Override
  public void from(EntityHandle entity, BiPredicate<String, EntityHandle> each) {
    Relations.of(
        entity,
        (type, ref) -> {
          if (!types.contains(type)) {
            return true;
          }
          Optional<EntityHandle> target = snapshot.byRef(ref).filter(permitted::contains);
          return target.isEmpty() || each.test(type, target.get());
        });
  }
}
