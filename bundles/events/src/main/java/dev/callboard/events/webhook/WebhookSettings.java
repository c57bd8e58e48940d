package dev.callboard.events.webhook;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;
import java.util.Set;

/**
 * What the operator says about webhooks, from {@code events.http}.
 *
 * @param topics that are served without a receiver
 * @param unsigned topics whose requests need no signature
 * @param perMinute requests that one address may send to one topic
 * @param remembered deliveries that are known when they come again
 * @param window how long they are known, and how far the time in a signature may be off
 */
record WebhookSettings(
    Set<String> topics, Set<String> unsigned, int perMinute, int remembered, Duration window) {
  private static final Duration LONGEST = Duration.ofDays(1);

  static WebhookSettings of(Config config) {
    Duration window = config.duration("events.http.replayWindow").orElse(Duration.ofMinutes(5));
    if (window.isNegative() || window.isZero() || window.compareTo(LONGEST) > 0) {
      throw PortalException.input("events.http.replayWindow must be more than 0 and at most 1d");
    }
    return new WebhookSettings(
        Set.copyOf(config.strings("events.http.topics")),
        Set.copyOf(config.strings("events.http.unsigned")),
        number(config, "events.http.requestsPerMinute", 3000),
        number(config, "events.http.rememberedDeliveries", 10_000),
        window);
  }

  private static int number(Config config, String key, long preset) {
    long value = config.number(key).orElse(preset);
    if (value < 1 || value > 10_000_000) {
      throw PortalException.input(key + " must be a number from 1 to 10000000, not " + value);
    }
    return (int) value;
  }
}
