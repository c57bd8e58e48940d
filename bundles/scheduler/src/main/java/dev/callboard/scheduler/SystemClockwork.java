package dev.callboard.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time of the machine. Its thread starts with the first timer. */
final class SystemClockwork implements Clockwork, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SystemClockwork.class);
  private static final Duration LONGEST = Duration.ofDays(365L * 100);

  private final ScheduledThreadPoolExecutor timer;

  SystemClockwork() {
    timer = new ScheduledThreadPoolExecutor(1, SystemClockwork::thread);
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static Thread thread(Runnable work) {
    // Without inheritance: the thread outlives the bundle whose call happens to start it.
    Thread thread = new Thread(null, work, "cb-scheduler-timer", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(SystemClockwork.class.getClassLoader());
    return thread;
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Runnable after(Duration delay, Runnable action) {
    Duration bounded = delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    ScheduledFuture<?> future =
        timer.schedule(() -> guarded(action), bounded.toNanos(), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  private static void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("A timer action failed", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
