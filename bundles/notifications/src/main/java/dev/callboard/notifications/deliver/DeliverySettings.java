package dev.callboard.notifications.deliver;

import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.notifications.store.Frequency;
import dev.callboard.notifications.store.Preference;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How deliveries are given: {@code notifications.deliveries} and {@code notifications.digest}.
 *
 * @param maxTries how often a delivery is tried at the most
 * @param firstRetry the pause after the first failure, then twice as long each time
 * @param longestRetry the longest pause
 * @param lease after which a delivery that nobody ended is given again
 * @param maxAge after which a delivery is given up, as when its channel stays away
 * @param maxWaiting how many may wait for one channel
 * @param digestTime when daily digests are sent
 * @param zone of that time
 * @param digestItems how many notifications are in one digest at the most
 * @param atOnce what matters so much that no digest holds it back
 */
record DeliverySettings(
    long maxTries,
    Duration firstRetry,
    Duration longestRetry,
    Duration lease,
    Duration maxAge,
    long maxWaiting,
    LocalTime digestTime,
    ZoneId zone,
    int digestItems,
    NotificationSeverity atOnce) {
  static DeliverySettings of(Config config) {
    String key = "notifications.deliveries.";
    return new DeliverySettings(
        Math.max(1, config.number(key + "maxTries").orElse(10L)),
        config.duration(key + "firstRetry").orElse(Duration.ofSeconds(10)),
        config.duration(key + "longestRetry").orElse(Duration.ofHours(1)),
        config.duration(key + "lease").orElse(Duration.ofMinutes(5)),
        config.duration(key + "maxAge").orElse(Duration.ofDays(7)),
        Math.max(1, config.number(key + "maxWaiting").orElse(100_000L)),
        time(config),
        zone(config),
        (int)
            Math.max(
                1, Math.min(1_000, config.number("notifications.digest.maxItems").orElse(100L))),
        Preference.severity(
            "notifications.digest.atOnce",
            config.string("notifications.digest.atOnce").orElse("critical")));
  }

  private static LocalTime time(Config config) {
    String text = config.string("notifications.digest.time").orElse("08:00");
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw PortalException.input("notifications.digest.time must be a time such as '08:00'");
    }
  }

  private static ZoneId zone(Config config) {
    String text = config.string("notifications.digest.timeZone").orElse("UTC");
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw PortalException.input(
          "notifications.digest.timeZone must be a zone such as 'Europe/Berlin'");
    }
  }

  /** Returns when what comes in now is due. */
  long due(Frequency frequency, Instant now) {
    ZonedDateTime here = now.atZone(zone);
    return switch (frequency) {
      case IMMEDIATELY -> now.toEpochMilli();
      case HOURLY -> here.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant().toEpochMilli();
      case DAILY -> {
        ZonedDateTime today = here.with(digestTime);
        yield (today.isAfter(here) ? today : here.plusDays(1).with(digestTime))
            .toInstant()
            .toEpochMilli();
      }
    };
  }

  /** Returns the pause after so many failures, up to a half less than twice the one before. */
  long pause(long tries) {
    long longest = Math.max(1, longestRetry.toMillis());
    long doubled = Math.max(1, firstRetry.toMillis()) << Math.min(20, Math.max(0, tries - 1));
    long pause = Math.min(longest, doubled);
    return pause - ThreadLocalRandom.current().nextLong(pause / 2 + 1);
  }
}
