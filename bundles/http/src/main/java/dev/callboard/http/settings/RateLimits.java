package dev.callboard.http.settings;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;

/**
 * How often somebody may come, from {@code backend.limits}.
 *
 * @param wrongTokensPerAddress wrong tokens of one address in the window
 * @param wrongTokenWindow the time in which they are counted
 * @param requestsPerCaller requests of one user in a minute; 0 for any number
 * @param requestsPerService requests of one external token or plugin in a minute; 0 for any number
 */
public record RateLimits(
    int wrongTokensPerAddress,
    Duration wrongTokenWindow,
    int requestsPerCaller,
    int requestsPerService) {

  static RateLimits from(Config config) {
    return new RateLimits(
        Limits.positive(config, "backend.limits.wrongTokensPerAddress", 100),
        window(config),
        notNegative(config, "backend.limits.requestsPerCaller", 6000),
        notNegative(config, "backend.limits.requestsPerService", 0));
  }

  private static Duration window(Config config) {
    String key = "backend.limits.wrongTokenWindow";
    Duration window = config.duration(key).orElse(Duration.ofMinutes(1));
    if (window.isNegative() || window.isZero()) {
      throw PortalException.input(key + " must be longer than nothing");
    }
    return window;
  }

  private static int notNegative(Config config, String path, int byDefault) {
    int value = Limits.number(config, path, byDefault);
    if (value < 0) {
      throw PortalException.input(path + " must be 0 or more, not " + value);
    }
    return value;
  }
}
