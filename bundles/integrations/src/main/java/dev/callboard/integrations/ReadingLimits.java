package dev.callboard.integrations;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;

/**
 * How much a read may take, from {@code backend.reading}.
 *
 * @param connectTimeout for the connection
 * @param readTimeout between two pieces of the answer
 * @param totalTimeout for the whole, redirects included
 * @param treeTimeout for the download of a tree
 * @param maxBytes of the file
 * @param maxRedirects that are followed
 * @param parallel requests to one host at a time
 * @param failures in a row after which a host is left alone
 * @param pause how long at first
 * @param longestPause how long at most
 */
record ReadingLimits(
    Duration connectTimeout,
    Duration readTimeout,
    Duration totalTimeout,
    Duration treeTimeout,
    long maxBytes,
    int maxRedirects,
    int parallel,
    int failures,
    Duration pause,
    Duration longestPause) {
  static ReadingLimits of(Config config) {
    return new ReadingLimits(
        config.duration("backend.reading.connectTimeout").orElse(Duration.ofSeconds(5)),
        config.duration("backend.reading.readTimeout").orElse(Duration.ofSeconds(10)),
        config.duration("backend.reading.totalTimeout").orElse(Duration.ofSeconds(60)),
        config.duration("backend.reading.tree.totalTimeout").orElse(Duration.ofMinutes(5)),
        config.bytes("backend.reading.maxBytes").orElse(16L << 20),
        config.number("backend.reading.maxRedirects").orElse(3L).intValue(),
        positive(config, "backend.reading.perHost.parallel", 8),
        positive(config, "backend.reading.perHost.failures", 5),
        config.duration("backend.reading.perHost.pause").orElse(Duration.ofSeconds(10)),
        config.duration("backend.reading.perHost.longestPause").orElse(Duration.ofMinutes(5)));
  }

  static int positive(Config config, String key, int preset) {
    long value = config.number(key).orElse((long) preset);
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw PortalException.input(key + " must be a number above 0");
    }
    return (int) value;
  }
}
