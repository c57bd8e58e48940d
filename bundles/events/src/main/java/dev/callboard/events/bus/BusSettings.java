package dev.callboard.events.bus;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;

/**
 * How the bus works: {@code events.notifyTimeoutMs} and {@code events.bus}.
 *
 * @param timeout how long a read waits for an event
 * @param minAge how long each event is kept
 * @param maxAge how long the last events, and subscriptions that nobody reads, are kept
 * @param maxEvents how many of the last events
 * @param maxSubscriptions how many there may be
 * @param maxWaiting how many reads may wait at a time
 */
record BusSettings(
    Duration timeout,
    Duration minAge,
    Duration maxAge,
    long maxEvents,
    long maxSubscriptions,
    long maxWaiting) {
  private static final long LONGEST_MILLIS = 55_000;

  static BusSettings of(Config config) {
    long millis = config.number("events.notifyTimeoutMs").orElse(LONGEST_MILLIS);
    if (millis < 1 || millis > LONGEST_MILLIS) {
      throw PortalException.input("events.notifyTimeoutMs must be from 1 to " + LONGEST_MILLIS);
    }
    return new BusSettings(
        Duration.ofMillis(millis),
        config.duration("events.bus.minAge").orElse(Duration.ofMinutes(10)),
        config.duration("events.bus.maxAge").orElse(Duration.ofHours(24)),
        config.number("events.bus.maxEvents").orElse(10_000L),
        config.number("events.bus.maxSubscriptions").orElse(1_000L),
        config.number("events.bus.maxWaiting").orElse(5_000L));
  }
}
