package dev.callboard.catalog.process;

import dev.callboard.platform.config.Config;
import java.time.Duration;

/**
 * How much a processor may take.
 *
 * @param timeout how long one call lasts ({@code catalog.processing.timeout})
 * @param emitted what one call emits ({@code catalog.limits.emitted})
 * @param cacheEntries how many entities something is kept for, over all processors ({@code
 *     catalog.processing.cacheEntries})
 */
public record ProcessorLimits(Duration timeout, int emitted, int cacheEntries) {
  /** The limits that hold when nothing is configured. */
  public static final ProcessorLimits DEFAULT =
      new ProcessorLimits(Duration.ofSeconds(30), 10_000, 100_000);

  /** Reads the limits from the configuration. */
  public static ProcessorLimits of(Config config) {
    return new ProcessorLimits(
        config.duration("catalog.processing.timeout").orElse(DEFAULT.timeout),
        number(config, "catalog.limits.emitted", DEFAULT.emitted),
        number(config, "catalog.processing.cacheEntries", DEFAULT.cacheEntries));
  }

  private static int number(Config config, String key, int otherwise) {
    return config
        .number(key)
        .map(value -> (int) Math.max(1, Math.min(Integer.MAX_VALUE, value)))
        .orElse(otherwise);
  }
}
