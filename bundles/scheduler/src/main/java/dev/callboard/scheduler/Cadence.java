package dev.callboard.scheduler;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a task is due next. A frequency is counted in time that only runs forward. A cron expression
 * follows the time of day: it is looked at again each minute at the latest, so a clock that was set
 * does neither cause many runs nor none.
 */
final class Cadence {
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private final Schedule schedule;
  private final Optional<CronExpression> cron;
  private final Clockwork clockwork;
  private long dueNanos;
  private Instant dueInstant = Instant.MAX;

  Cadence(Schedule schedule, Clockwork clockwork) {
    this.schedule = schedule;
    this.clockwork = clockwork;
    this.cron = schedule.cron().map(CronExpression::parse);
    cron.ifPresent(expression -> requireNext(expression, clockwork.now()));
    this.dueNanos = clockwork.nanos() + nanos(schedule.initialDelay());
    if (cron.isPresent()) {
      dueInstant = nextInstant(clockwork.now().plus(schedule.initialDelay()));
    }
  }

  private Instant requireNext(CronExpression expression, Instant after) {
    return expression
        .next(after)
        .orElseThrow(
            () ->
                PortalException.input(
                    "Cron expression '" + schedule.cron().orElse("") + "' fits no date"));
  }

  private Instant nextInstant(Instant after) {
    return cron.map(expression -> requireNext(expression, after)).orElse(Instant.MAX);
  }

  /** Tells that a run began at this time, which decides about the next. */
  synchronized void began(long nanos) {
    dueNanos = nanos + nanos(schedule.frequency());
    dueInstant = nextInstant(clockwork.now());
  }

  /** Returns how long to wait before asking again; zero when a run is due. */
  synchronized Duration untilNext() {
    if (cron.isEmpty()) {
      return Duration.ofNanos(Math.max(0, dueNanos - clockwork.nanos()));
    }
    Instant now = clockwork.now();
    Instant fresh = nextInstant(now.plusNanos(Math.max(0, dueNanos - clockwork.nanos())));
    if (fresh.isBefore(dueInstant) && now.isBefore(dueInstant)) {
      // The clock was set back: do not wait for a moment that is now far away.
      dueInstant = fresh;
    }
    Duration left = Duration.between(now, dueInstant);
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : left;
  }

  /** Returns when the next run is planned, by the present time of day. */
  synchronized Instant planned() {
    return cron.isPresent()
        ? dueInstant
        : clockwork.now().plusNanos(Math.max(0, dueNanos - clockwork.nanos()));
  }

  private static long nanos(Duration duration) {
    return duration.compareTo(Duration.ofDays(365L * 100)) > 0
        ? Duration.ofDays(365L * 100).toNanos()
        : duration.toNanos();
  }
}
