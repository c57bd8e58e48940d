package dev.callboard.catalog.ingest;

import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs short work on other threads until it is stopped. Thread-safe; no method blocks. */
final class Background {
  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private final TaskExecutor tasks;
  private volatile boolean stopped;

  Background(TaskExecutor tasks) {
    this.tasks = tasks;
  }

  /**
   * Runs work after a delay.
   *
   * @param name what it does, for the log
   */
  void later(String name, Duration delay, Runnable work) {
    if (!stopped) {
      tasks.schedule(
          name,
          delay,
          () -> {
            run(name, work);
            return null;
          });
    }
  }

  private void run(String name, Runnable work) {
    if (stopped) {
      return;
    }
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("Could not {}", name, e);
    }
  }

  /** Runs nothing more. */
  void stop() {
    stopped = true;
  }
}
