package dev.callboard.search.follow;

import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Work to be done once a while after it was first asked for, and not before then. Thread-safe. */
final class OnceLater {
  private final TaskExecutor tasks;
  private final String name;
  private final Work work;
  private final AtomicBoolean planned = new AtomicBoolean();

  /** What to do. */
  interface Work {
    void run() throws Exception;
  }

  OnceLater(TaskExecutor tasks, String name, Work work) {
    this.tasks = tasks;
    this.name = name;
    this.work = work;
  }

  /** Has the work done after a delay, unless it waits for its time already. */
  void plan(Duration delay) {
    if (!planned.compareAndSet(false, true)) {
      return;
    }
    tasks.schedule(
        name,
        delay,
        () -> {
          planned.set(false);
          work.run();
          return null;
        });
  }
}
