package dev.callboard.plugins.log;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;

/**
 * How much is kept.
 *
 * @param lines lines of each plugin
 * @param lineLength characters of a message, and of a stack trace
 */
record LogLimits(int lines, int lineLength) {
  static LogLimits of(Config config) {
    return new LogLimits(
        number(config, "plugins.log.lines", 500), number(config, "plugins.log.lineLength", 4096));
  }

  private static int number(Config config, String key, int fallback) {
    long value = config.number(key).orElse((long) fallback);
    if (value < 1 || value > 100_000) {
      throw PortalException.input(key + " must be between 1 and 100000, not " + value);
    }
    return (int) value;
  }

  /** Returns how many lines are wanted. */
  int limit(Integer asked) {
    if (asked == null) {
      return lines;
    }
    if (asked < 1 || asked > lines) {
      throw PortalException.input(
          "limit must be between 1 and " + lines + " (plugins.log.lines), not " + asked);
    }
    return asked;
  }
}
