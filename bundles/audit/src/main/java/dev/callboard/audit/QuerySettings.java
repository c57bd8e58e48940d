package dev.callboard.audit;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;

/**
 * What {@code audit.query} says.
 *
 * @param defaultLimit the size of a page when none is asked for
 * @param maxLimit the largest page
 * @param maxScanned how many records a page looks at
 */
record QuerySettings(int defaultLimit, int maxLimit, int maxScanned) {
  static QuerySettings of(Config config) {
    int max = positive(config, "audit.query.maxLimit", 500);
    int standard = Math.min(max, positive(config, "audit.query.defaultLimit", 50));
    return new QuerySettings(standard, max, positive(config, "audit.query.maxScanned", 5000));
  }

  private static int positive(Config config, String key, int fallback) {
    long value = config.number(key).orElse((long) fallback);
    if (value < 1 || value > 1_000_000) {
      throw PortalException.input(key + " must be between 1 and 1000000, not " + value);
    }
    return (int) value;
  }

  /** Returns the size of a page. */
  int limit(Integer asked) {
    if (asked == null) {
      return defaultLimit;
    }
    if (asked < 1 || asked > maxLimit) {
      throw PortalException.input(
          "limit must be between 1 and " + maxLimit + " (audit.query.maxLimit), not " + asked);
    }
    return asked;
  }
}
