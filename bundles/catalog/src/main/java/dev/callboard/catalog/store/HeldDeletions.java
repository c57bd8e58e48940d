package dev.callboard.catalog.store;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.changes.Cause;
import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides about deletions that are too large. Thread-safe; blocks as the database does. */
public final class HeldDeletions {
  private final CatalogStore store;

  /** Creates it for a store. */
  public HeldDeletions(CatalogStore store) {
    this.store = requireNonNull(store, "store is null");
  }

  /** Returns what holds for each of some roots that are taken away together. */
  public MassDeletion together(Set<String> rootKeys, MassDeletion limit) {
    return store.read(connection -> DeletionGuard.together(connection, rootKeys, limit));
  }

  /**
   * Does a deletion that was held.
   *
   * @throws PortalException with code {@code NOT_FOUND} when there is none of this id
   */
  public Changes approve(String id, Cause cause) {
    return store.change(
        cause,
        connection -> {
          PendingDeletion pending = PendingTable.require(connection, id);
          store.trail(cause).massDeletion(connection, "approved", pending);
          RootEnd end = new RootEnd(key -> false, List.of(), Set.of(), Set.of(), Map.of());
          return store.writer(connection, pending.rootKey(), cause, true).finish(end);
        });
  }

  /**
   * Has the entities of a deletion that was held stay.
   *
   * @throws PortalException with code {@code NOT_FOUND} when there is none of this id
   */
  public PendingDeletion reject(String id, Cause cause) {
    return store.write(
        connection -> {
          PendingDeletion pending = PendingTable.require(connection, id);
          if (PendingTable.reject(connection, pending)) {
            store.trail(cause).massDeletion(connection, "rejected", pending);
          }
          return PendingTable.require(connection, id);
        });
  }
}
