package dev.callboard.plugins.lifecycle;

import dev.callboard.plugins.watch.DropFolder;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done from time to time. Has one thread, which {@link #close} ends. */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final long PERIOD = 500;
  private static final int QUOTA_EVERY = 4;

  private final Parts parts;
  private final Operations operations;
  private final Intake intake;
  private final QuotaWatch quotas;
  private final ScheduledThreadPoolExecutor timer;
  private volatile Optional<DropFolder> folder = Optional.empty();
  private int round;

  Housekeeping(
      Parts parts, Operations operations, Intake intake, QuotaWatch quotas, PluginThreads threads) {
    this.parts = parts;
    this.operations = operations;
    this.intake = intake;
    this.quotas = quotas;
    this.timer =
        new ScheduledThreadPoolExecutor(1, threads.named("callboard-plugins-housekeeping"));
  }

  void folder(DropFolder dropFolder) {
    folder = Optional.of(dropFolder);
  }

  void start() {
    timer.scheduleWithFixedDelay(this::run, PERIOD, PERIOD, TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      parts.auditor().flush();
      folder.ifPresent(files -> intake.takeRetries().forEach(files::again));
      operations.sources().retryRemovals(new ManagerPrincipal());
      parts.leaks().check();
      for (PluginStatus status : parts.registry().all()) {
        operations.look(status, parts.readiness());
      }
      if (++round % QUOTA_EVERY == 0) {
        checkQuotas();
      }
    } catch (RuntimeException e) {
      // The next round comes all the same.
      LOG.error("Housekeeping of plugins failed", e);
    }
  }

  private void checkQuotas() {
    PluginSettings.Quota quota = parts.settings().current().quota();
    for (PluginStatus status : parts.registry().all()) {
      Optional<Bundle> bundle = status.bundle();
      if (bundle.isEmpty() || !status.isStarted()) {
        continue;
      }
      String id = status.installed().id();
      quotas
          .exceeded(id, bundle.get(), quota)
          .ifPresent(excess -> operations.fail(id, "It was stopped. " + excess));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      timer.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
