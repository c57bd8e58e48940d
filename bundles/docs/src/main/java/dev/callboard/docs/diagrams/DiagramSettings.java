package dev.callboard.docs.diagrams;

import dev.callboard.platform.config.Config;
import java.time.Duration;

/**
 * How much drawing may cost.
 *
 * @param enabled whether diagrams are drawn here at all
 * @param sourceSize bytes of a source
 * @param timeout for one diagram
 * @param buildTime for all new diagrams of one build
 * @param outputSize bytes of a drawing
 * @param memory bytes of heap of a process
 * @param concurrency processes at a time
 * @param idle how long a process waits for more to draw
 * @param cacheSize bytes of drawings that are kept
 */
record DiagramSettings(
    boolean enabled,
    int sourceSize,
    Duration timeout,
    Duration buildTime,
    int outputSize,
    long memory,
    int concurrency,
    Duration idle,
    long cacheSize) {
  static DiagramSettings from(Config config) {
    return new DiagramSettings(
        config.bool("techdocs.diagrams.enabled").orElse(true),
        size(config, "techdocs.diagrams.sourceSize", 64L << 10),
        config.duration("techdocs.diagrams.timeout").orElse(Duration.ofSeconds(10)),
        config.duration("techdocs.diagrams.buildTime").orElse(Duration.ofSeconds(60)),
        size(config, "techdocs.diagrams.outputSize", 1L << 20),
        config.bytes("techdocs.diagrams.memory").orElse(256L << 20),
        Math.max(1, config.number("techdocs.diagrams.concurrency").orElse(1L).intValue()),
        config.duration("techdocs.diagrams.idle").orElse(Duration.ofSeconds(60)),
        config.bytes("techdocs.diagrams.cacheSize").orElse(64L << 20));
  }

  private static int size(Config config, String key, long otherwise) {
    return (int) Math.min(Integer.MAX_VALUE / 2, config.bytes(key).orElse(otherwise));
  }
}
