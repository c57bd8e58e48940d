package dev.callboard.integrations;

import dev.callboard.platform.config.Config;
import java.time.Duration;

/**
 * How much a read may take, from {@code backend.reading}.
 *
 * @param connectTimeout for the connection
 * @param readTimeout between two pieces of the answer
 * @param totalTimeout for the whole, redirects included
 * @param maxBytes of the file
 * @param maxRedirects that are followed
 */
record ReadingLimits(
    Duration connectTimeout,
    Duration readTimeout,
    Duration totalTimeout,
    long maxBytes,
    int maxRedirects) {
  static ReadingLimits of(Config config) {
    return new ReadingLimits(
        config.duration("backend.reading.connectTimeout").orElse(Duration.ofSeconds(5)),
        config.duration("backend.reading.readTimeout").orElse(Duration.ofSeconds(10)),
        config.duration("backend.reading.totalTimeout").orElse(Duration.ofSeconds(60)),
        config.bytes("backend.reading.maxBytes").orElse(16L << 20),
        config.number("backend.reading.maxRedirects").orElse(3L).intValue());
  }
}
