package dev.callboard.scaffolder.task;

import dev.callboard.platform.config.Config;

/**
 * How much actions may say.
 *
 * @param maxLines of one run
 * @param maxLength characters of a line
 */
record LogLimits(int maxLines, int maxLength) {
  static LogLimits from(Config config) {
    return new LogLimits(
        Math.toIntExact(config.number("scaffolder.log.maxLines").orElse(10_000L)),
        Math.toIntExact(config.number("scaffolder.log.maxLineLength").orElse(64L * 1024)));
  }
}
