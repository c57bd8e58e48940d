package dev.callboard.catalog.discovery;

import dev.callboard.catalog.spi.EntityProvider;
import dev.callboard.catalog.spi.EntityProviderConnection;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One source as a provider of the catalog that is read from time to time. Thread-safe. */
final class Discovery implements EntityProvider, ScheduledTask {
  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
  private static final long CATALOG_STARTS_SECONDS = 60;

  private final Source source;
  private final Schedule schedule;
  private final DiscoveryStore store;
  private final CompletableFuture<EntityProviderConnection> connection = new CompletableFuture<>();

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
  public synchronized void run() throws Exception {
    EntityProviderConnection open;
    try {
      open = connection.get(CATALOG_STARTS_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw PortalException.unavailable("The catalog has not asked for entities yet");
    }
    int changed = new DiscoveryRun(source, open, store, Clock.systemUTC()).run();
    if (changed > 0) {
      LOG.info("{} found {} entities that are new, changed or gone", source.name(), changed);
    }
  }
}
