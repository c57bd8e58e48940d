package dev.callboard.catalog.discovery;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.Schedule;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads {@code schedule} of an entry, with the keys of Backstage. */
final class SourceSchedule {
  private static final Duration FREQUENCY = Duration.ofMinutes(30);
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private SourceSchedule() {}

  /**
   * Returns when an entry is read.
   *
   * @param where the key of the entry, for messages
   */
  static Schedule of(String where, Config entry) {
    Duration timeout = entry.duration("schedule.timeout").orElse(TIMEOUT);
    Duration delay = entry.duration("schedule.initialDelay").orElse(Duration.ZERO);
    Object value = entry.value("schedule.frequency").orElse(null);
    Optional<String> cron =
        value instanceof Map<?, ?> map && map.containsKey("cron")
            ? entry.string("schedule.frequency.cron")
            : Optional.empty();
    Duration frequency =
        cron.isPresent() ? Duration.ZERO : entry.duration("schedule.frequency").orElse(FREQUENCY);
    try {
      return new Schedule(frequency, cron, delay, timeout);
    } catch (IllegalArgumentException e) {
      throw PortalException.input(where + ".schedule is wrong: " + e.getMessage());
    }
  }
}
