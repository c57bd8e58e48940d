package dev.callboard.catalog.webhook;

import dev.callboard.platform.config.Config;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How webhooks are sent. Configured under {@code catalog.webhookDelivery}.
 *
 * @param changes in one delivery at the most ({@code changes}, 50)
 * @param bytes of the body at which a delivery ends ({@code bytes}, 1 MiB); one change may be
 *     larger
 * @param firstRetry how long to wait after a first failure ({@code firstRetry}, 1 s)
 * @param longestRetry how long to wait at the most ({@code longestRetry}, 5 m)
 * @param lease how long a node that sends keeps others from it ({@code lease}, 60 s); longer than a
 *     request may take
 */
record WebhookLimits(
    int changes, long bytes, Duration firstRetry, Duration longestRetry, Duration lease) {
  static WebhookLimits of(Config config) {
    String key = "catalog.webhookDelivery.";
    return new WebhookLimits(
        (int) Math.max(1, Math.min(1_000, config.number(key + "changes").orElse(50L))),
        Math.max(1, config.bytes(key + "bytes").orElse(1L << 20)),
        config.duration(key + "firstRetry").orElse(Duration.ofSeconds(1)),
        config.duration(key + "longestRetry").orElse(Duration.ofMinutes(5)),
        config.duration(key + "lease").orElse(Duration.ofSeconds(60)));
  }

  /**
   * Returns how long to wait after so many failures: twice as long each time, up to a half less.
   */
  Duration pause(int failures) {
    long longest = Math.max(1, longestRetry.toMillis());
    long doubled = Math.max(1, firstRetry.toMillis()) << Math.min(20, Math.max(0, failures - 1));
    long pause = Math.min(longest, doubled);
    return Duration.ofMillis(pause - ThreadLocalRandom.current().nextLong(pause / 2 + 1));
  }
}
