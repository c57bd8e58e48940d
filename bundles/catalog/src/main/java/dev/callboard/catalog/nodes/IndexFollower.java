package dev.callboard.catalog.nodes;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.index.CatalogIndex;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.Changes;
import dev.callboard.catalog.store.FollowedChanges;
import dev.callboard.catalog.store.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings commits into the index in the order in which they took place. What this node commits is at
 * hand and is taken as it is; what lies in between, because another node committed it, is read from
 * the change log. When the log does not reach back far enough, everything is loaded anew.
 * Thread-safe; every method blocks.
 */
public final class IndexFollower {
  private static final Logger LOG = LoggerFactory.getLogger(IndexFollower.class);

  /** A large catalog takes the memory of what is served only. */
  private static final int BATCH = 5_000;

  private final CatalogStore store;
  private final CatalogIndex index;
  private final Object turn = new Object();

  /** Own commits that have not had their turn, by the version they start from. */
  private final ConcurrentSkipListMap<Long, Changes> own = new ConcurrentSkipListMap<>();

  private Position position = Position.START;
  private boolean loaded;
  private volatile long roots;

  /** Creates a follower that has not loaded anything. */
  public IndexFollower(CatalogStore store, CatalogIndex index) {
    this.store = requireNonNull(store, "store is null");
    this.index = requireNonNull(index, "index is null");
  }

  /** Loads everything that is stored; from then on the index follows. */
  public void load() {
    synchronized (turn) {
      List<IndexedEntity> batch = new ArrayList<>();
      Set<String> gone = new HashSet<>(index.refs());
      // The position is read before the entities: what was committed in between is taken twice,
      // which does no harm.
      Position start = store.position();
      store.loadAll(
          (ref, uid, json, parents) -> {
            gone.remove(ref);
            batch.add(store.parse(ref, uid, json, parents));
            if (batch.size() == BATCH) {
              apply(batch, Set.of());
              batch.clear();
            }
          });
      apply(batch, gone);
      position = start;
      loaded = true;
    }
  }

  /** Returns up to where the index has followed. */
  public Position position() {
    synchronized (turn) {
      return position;
    }
  }

  /** Returns how often registered locations had been changed when it looked last. */
  public long roots() {
    return roots;
  }

  /**
   * Brings a commit of this node into the index, after everything that was committed before it:
   * when it returns, readers of this node see it.
   */
  public void publish(Changes changes) {
    if (changes.upserts().isEmpty() && changes.removed().isEmpty()) {
      return;
    }
    own.put(changes.before().version(), changes);
    synchronized (turn) {
      if (!loaded) {
        // Loading will bring it, unless it was under way; then the change log does.
        own.clear();
        return;
      }
      takeOwn();
      while (position.version() < changes.position().version()) {
        step();
      }
    }
  }

  /** Brings what other nodes committed into the index. */
  public void follow() {
    synchronized (turn) {
      boolean more = loaded;
      while (more) {
        more = step();
      }
    }
  }

  private void takeOwn() {
    for (Map.Entry<Long, Changes> first = own.firstEntry();
        first != null && first.getKey() <= position.version();
        first = own.firstEntry()) {
      own.remove(first.getKey());
      Changes changes = first.getValue();
      // Otherwise it has been followed already, or will be: the log is read in pieces.
      if (changes.before().equals(position)) {
        apply(changes.upserts(), changes.removed());
        position = changes.position();
      }
    }
  }

  /** Reads once what comes next; returns whether there is more. */
  private boolean step() {
    FollowedChanges next = store.after(position);
    roots = next.roots();
    if (!next.complete()) {
      LOG.info("The change log does not reach back to what the index has; it is loaded anew");
      load();
      return true;
    }
    apply(next.upserts(), next.removed());
    position = next.to();
    takeOwn();
    return next.more();
  }

  private void apply(List<IndexedEntity> upserts, Set<String> removed) {
    if (upserts.isEmpty() && removed.isEmpty()) {
      return;
    }
    index.apply(upserts, removed);
  }
}
