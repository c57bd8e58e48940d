package dev.callboard.catalog.discovery;

import dev.callboard.catalog.spi.EntityProvider;
import dev.callboard.catalog.spi.EntityProviderConnection;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One source as a provider of the catalog. It is read from time to time, and single repositories
 * when something happens to them. Thread-safe.
 */
final class Discovery implements EntityProvider, ScheduledTask {
  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
  private static final long CATALOG_STARTS_SECONDS = 60;

  /** What happens beyond that, the next run finds. */
  private static final int MOST_WAITING = 1_000;

  private final Source source;
  private final Schedule schedule;
  private final DiscoveryStore store;
  private final CompletableFuture<EntityProviderConnection> connection = new CompletableFuture<>();
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final ReentrantLock busy = new ReentrantLock();

  Discovery(Source source, Schedule schedule, DiscoveryStore store) {
    this.source = source;
    this.schedule = schedule;
    this.store = store;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public String id() {
    return source.name().replaceAll("[^A-Za-z0-9._-]", "-");
  }

  @Override
  public Schedule schedule() {
    return schedule;
  }

  @Override
  public void connect(EntityProviderConnection given) {
    connection.complete(given);
  }

  @Override
  public void run() throws Exception {
    EntityProviderConnection open;
    try {
      open = connection.get(CATALOG_STARTS_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw PortalException.unavailable("The catalog has not asked for entities yet");
    }
    busy.lockInterruptibly();
    try {
      int changed =
          new DiscoveryRun(source, open, store, Clock.systemUTC(), () -> look(open)).run();
      if (changed > 0) {
        LOG.info("{} found {} entities that are new, changed or gone", source.name(), changed);
      }
    } finally {
      busy.unlock();
    }
    lookAround();
  }

  /** Something happened to a repository: has it looked at soon. Does not block. */
  void happened(String url) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(url);
    }
  }

  /**
   * Somebody pushed to a repository: has it looked at when nothing of it is known yet and that may
   * have changed; what is known, the catalog reads itself.
   */
  void pushed(String url, Collection<String> paths, boolean complete) {
    if ((!complete || paths.stream().anyMatch(source::reads))
        && store.foundIn(source.name(), Repositories.key(url)).isEmpty()) {
      happened(url);
    }
  }

  /** Looks at what happened; a whole run that is under way does so between its pages. Blocks. */
  void lookAround() {
    EntityProviderConnection open = connection.getNow(null);
    if (open == null) {
      // The first run finds all.
      waiting.clear();
    }
    while (!waiting.isEmpty() && busy.tryLock()) {
      try {
        look(open);
      } finally {
        busy.unlock();
      }
    }
  }

  private void look(EntityProviderConnection open) {
    for (String url : List.copyOf(waiting)) {
      waiting.remove(url);
      try {
        int changed = new RepositoryLook(source, open, store).look(url);
        if (changed > 0) {
          LOG.info("{} found {} changes in {}", source.name(), changed, url);
        }
      } catch (PortalException e) {
        LOG.warn("{} leaves {} to its next run: {}", source.name(), url, e.getMessage());
      }
    }
  }
}
