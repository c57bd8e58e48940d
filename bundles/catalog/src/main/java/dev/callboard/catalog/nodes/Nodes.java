package dev.callboard.catalog.nodes;

import dev.callboard.catalog.changes.ChangeSignal;
import dev.callboard.catalog.index.CatalogIndex;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node among those that share the database: on PostgreSQL there may be others at any time, on
 * SQLite there is none. Thread-safe.
 */
public final class Nodes {
  /** How long a lease lasts when nothing is configured. */
  static final Duration LEASE = Duration.ofSeconds(15);

  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);

  private final TaskExecutor tasks;
  private final ChangeSignal signal;
  private final Duration lease;
  private final IndexFollower follower;
  private final RootLeases leases;
  private volatile NodeWatch watch;

  /** Has the index follow what the store commits. */
  public Nodes(
      CatalogStore store,
      CatalogIndex index,
      TaskExecutor tasks,
      ChangeSignal signal,
      Dialect dialect,
      Config config) {
    this.tasks = tasks;
    this.signal = signal;
    lease = config.duration("catalog.ingestion.lease").orElse(LEASE);
    if (lease.compareTo(SHORTEST_LEASE) < 0) {
      throw PortalException.input("catalog.ingestion.lease must be a second or longer");
    }
    follower = new IndexFollower(store, index);
    leases =
        dialect == Dialect.POSTGRESQL
            ? new SharedLeases(store, UUID.randomUUID().toString(), lease)
            : new OnlyNode();
    store.publishTo(follower::publish);
    store.guard(leases);
  }

  /** Returns what brings commits into the index. */
  public IndexFollower follower() {
    return follower;
  }

  /** Returns the leases of this node. */
  public RootLeases leases() {
    return leases;
  }

  /**
   * Looks after the other nodes from now on.
   *
   * @param locationsChanged called when another node may have changed registered locations
   * @param takeOver is given roots that a node which is gone was reading
   */
  public synchronized void start(Runnable locationsChanged, Consumer<Set<String>> takeOver) {
    if (leases instanceof SharedLeases && watch == null) {
      watch =
          new NodeWatch(follower, leases, tasks, lease.dividedBy(3), locationsChanged, takeOver);
      watch.start(signal);
    }
  }

  /** Stops looking. */
  public synchronized void stop() {
    if (watch == null) {
      return;
    }
    watch.stop();
    try {
      ((SharedLeases) leases).leave();
    } catch (PortalException e) {
      LOG.debug("The database does not answer; the other nodes will find out", e);
    }
  }
}
