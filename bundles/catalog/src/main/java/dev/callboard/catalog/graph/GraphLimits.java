package dev.callboard.catalog.graph;

import dev.callboard.platform.config.Config;

/**
 * How far one walk over relations may go. Configured under {@code catalog.graph}.
 *
 * @param maxDepth steps from the start ({@code maxDepth}, 50)
 * @param defaultLimit entities in an answer when no limit is asked for ({@code defaultLimit},
 *     1,000)
 * @param maxLimit entities in an answer at the most ({@code maxLimit}, 10,000)
 * @param maxEdges relations that one walk looks at ({@code maxEdges}, 1,000,000); beyond it the
 *     answer is marked as incomplete
 * @param maxRelations types of relation in one request ({@code maxRelations}, 20)
 */
public record GraphLimits(
    int maxDepth, int defaultLimit, int maxLimit, int maxEdges, int maxRelations) {
  /** What holds when nothing is configured. */
  public static final GraphLimits DEFAULT = new GraphLimits(50, 1_000, 10_000, 1_000_000, 20);

  /** Reads the limits of a configuration. */
  public static GraphLimits of(Config config) {
    int maxLimit = limit(config, "maxLimit", DEFAULT.maxLimit);
    return new GraphLimits(
        limit(config, "maxDepth", DEFAULT.maxDepth),
        Math.min(maxLimit, limit(config, "defaultLimit", DEFAULT.defaultLimit)),
        maxLimit,
        limit(config, "maxEdges", DEFAULT.maxEdges),
        limit(config, "maxRelations", DEFAULT.maxRelations));
  }

  private static int limit(Config config, String key, int otherwise) {
    long value = config.number("catalog.graph." + key).orElse((long) otherwise);
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, value));
  }
}
