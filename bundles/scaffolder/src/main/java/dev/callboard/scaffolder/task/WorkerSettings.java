package dev.callboard.scaffolder.task;

import dev.callboard.platform.config.Config;
import java.time.Duration;

/**
 * How a node works on tasks.
 *
 * @param concurrent how many at a time; 0 for none
 * @param perUser how many of one person all nodes run at a time
 * @param staleTimeout how long a worker may show nothing of itself before another takes its task
 * @param taskTimeout how long a run may take
 * @param cancelGrace how long an action may take to end when it is interrupted
 * @param keepTasks how long tasks are kept after their end
 * @param keepFiles how long the files of tasks are kept after their end
 */
record WorkerSettings(
    int concurrent,
    int perUser,
    Duration staleTimeout,
    Duration taskTimeout,
    Duration cancelGrace,
    Duration keepTasks,
    Duration keepFiles) {

  static WorkerSettings from(Config config) {
    return new WorkerSettings(
        Math.toIntExact(config.number("scaffolder.concurrentTasksLimit").orElse(10L)),
        perUser(config),
        config.duration("scaffolder.taskRecovery.staleTimeout").orElse(Duration.ofSeconds(30)),
        config.duration("scaffolder.taskTimeout").orElse(Duration.ofHours(24)),
        config.duration("scaffolder.cancelGrace").orElse(Duration.ofSeconds(10)),
        config.duration("scaffolder.retention.tasks").orElse(Duration.ofDays(90)),
        config.duration("scaffolder.retention.files").orElse(Duration.ofDays(7)));
  }

  private static int perUser(Config config) {
    long most = config.number("scaffolder.quota.runningPerUser").orElse(0L);
    return most <= 0 ? Integer.MAX_VALUE : (int) Math.min(most, Integer.MAX_VALUE);
  }

  /** Returns how often a worker shows that it lives, and looks after the others. */
  Duration pause() {
    long millis = Math.min(5_000, Math.max(100, staleTimeout.toMillis() / 6));
    return Duration.ofMillis(millis);
  }
}
