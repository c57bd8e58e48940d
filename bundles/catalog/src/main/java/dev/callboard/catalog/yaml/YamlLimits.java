package dev.callboard.catalog.yaml;

import dev.callboard.platform.config.Config;
import java.util.Optional;

/**
 * What a YAML file may hold at the most.
 *
 * @param fileBytes the size of a file ({@code catalog.limits.fileSize})
 * @param documentCodePoints the size of one document ({@code catalog.limits.documentSize}): reading
 *     a scalar costs more than linear time, so this bounds the time
 * @param documents the documents of a file ({@code catalog.limits.documents})
 * @param depth how deep collections nest ({@code catalog.limits.depth})
 * @param collectionAliases how often aliases of collections are used in a document ({@code
 *     catalog.limits.aliases})
 * @param nodes the values of a document, aliases expanded ({@code catalog.limits.nodes})
 */
public record YamlLimits(
    int fileBytes,
    int documentCodePoints,
    int documents,
    int depth,
    int collectionAliases,
    int nodes) {
  /** The limits that hold when nothing is configured. */
  public static final YamlLimits DEFAULT =
      new YamlLimits(16 << 20, 1 << 20, 5_000, 64, 50, 100_000);

  /** Reads the limits from the configuration. */
  public static YamlLimits of(Config config) {
    return new YamlLimits(
        size(config.bytes("catalog.limits.fileSize"), DEFAULT.fileBytes),
        size(config.bytes("catalog.limits.documentSize"), DEFAULT.documentCodePoints),
        size(config.number("catalog.limits.documents"), DEFAULT.documents),
        size(config.number("catalog.limits.depth"), DEFAULT.depth),
        size(config.number("catalog.limits.aliases"), DEFAULT.collectionAliases),
        size(config.number("catalog.limits.nodes"), DEFAULT.nodes));
  }

  private static int size(Optional<Long> configured, int otherwise) {
    return configured
        .map(value -> (int) Math.max(1, Math.min(Integer.MAX_VALUE, value)))
        .orElse(otherwise);
  }
}
