package dev.callboard.scheduler;

import dev.callboard.platform.config.ConfigService;
import java.time.Duration;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the thread pools of bundles and owns the timer. Configuration: {@code
 * backend.tasks.maxThreads}, the threads of all bundles beyond two for each; {@code
 * backend.tasks.maxWaiting}, the work that may wait per bundle.
 */
@Component(service = Threads.class)
public final class Threads {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(2);
  private static final long DEFAULT_MAX_THREADS = 64;
  private static final long DEFAULT_MAX_WAITING = 10_000;

  private final ConfigService config;
  private final SystemClockwork clockwork = new SystemClockwork();
  private final ThreadBudget budget;

  /** Starts no thread. */
  @Activate
  public Threads(@Reference ConfigService config) {
    this.config = config;
    this.budget = new ThreadBudget(() -> limit("backend.tasks.maxThreads", DEFAULT_MAX_THREADS));
  }

  private int limit(String key, long fallback) {
    long value = config.current().number(key).orElse(fallback);
    return (int) Math.max(1, Math.min(value, Integer.MAX_VALUE));
  }

  /** Stops the timer. */
  @Deactivate
  public void stop() {
    clockwork.close();
  }

  Clockwork clockwork() {
    return clockwork;
  }

  /** Makes a pool for a bundle; whoever asks closes it. */
  ThreadPool poolFor(Bundle bundle) {
    return new ThreadPool(
        bundle.getSymbolicName(),
        bundle.adapt(BundleWiring.class).getClassLoader(),
        budget,
        limit("backend.tasks.maxWaiting", DEFAULT_MAX_WAITING),
        KEEP_ALIVE);
  }

  static Duration stopDeadline() {
    return STOP_DEADLINE;
  }
}
