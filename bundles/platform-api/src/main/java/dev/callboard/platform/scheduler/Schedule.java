package dev.callboard.platform.scheduler;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * When a task runs.
 *
 * @param frequency the time between the starts of two runs; a run that is late does not cause two
 * @param cron a cron expression of five fields in UTC instead of the frequency, or empty
 * @param initialDelay the time from start to the first run
 * @param timeout after which a run is interrupted and counts as failed
 */
public record Schedule(
    Duration frequency, Optional<String> cron, Duration initialDelay, Duration timeout) {
  /** Checks the arguments. */
  public Schedule {
    requireNonNull(frequency, "frequency is null");
    requireNonNull(cron, "cron is null");
    requireNonNull(initialDelay, "initialDelay is null");
    requireNonNull(timeout, "timeout is null");
    if (frequency.isNegative() || (frequency.isZero() && cron.isEmpty())) {
      throw new IllegalArgumentException("frequency must be positive");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive");
    }
  }

  /**
   * Returns a schedule that runs at once and then at this frequency, each run for at most the
   * timeout.
   */
  public static Schedule every(Duration frequency, Duration timeout) {
    return new Schedule(frequency, Optional.empty(), Duration.ZERO, timeout);
  }

  /** Returns a schedule by a cron expression in UTC. */
  public static Schedule cron(String expression, Duration timeout) {
    return new Schedule(Duration.ZERO, Optional.of(expression), Duration.ZERO, timeout);
  }
}
