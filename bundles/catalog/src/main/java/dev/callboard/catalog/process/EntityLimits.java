package dev.callboard.catalog.process;

import dev.callboard.platform.config.Config;
import java.util.Optional;

/**
 * What one entity may hold at the most.
 *
 * @param jsonBytes its size as JSON ({@code catalog.limits.entitySize})
 * @param relations its relations, both directions ({@code catalog.limits.relations})
 * @param searchRows its values that can be searched for ({@code catalog.limits.searchRows})
 */
public record EntityLimits(int jsonBytes, int relations, int searchRows) {
  /** The limits that hold when nothing is configured. */
  public static final EntityLimits DEFAULT = new EntityLimits(512 << 10, 10_000, 10_000);

  /** Reads the limits from the configuration. */
  public static EntityLimits of(Config config) {
    return new EntityLimits(
        size(config.bytes("catalog.limits.entitySize"), DEFAULT.jsonBytes),
        size(config.number("catalog.limits.relations"), DEFAULT.relations),
        size(config.number("catalog.limits.searchRows"), DEFAULT.searchRows));
  }

  private static int size(Optional<Long> configured, int otherwise) {
    return configured
        .map(value -> (int) Math.max(1, Math.min(Integer.MAX_VALUE, value)))
        .orElse(otherwise);
  }
}
