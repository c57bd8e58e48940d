package dev.callboard.catalog.ingest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.process.EntityPipeline;
import dev.callboard.catalog.yaml.YamlReader;

/**
 * How documents are processed now. Another object takes its place when kinds, processors or limits
 * change.
 *
 * @param yaml reads files
 * @param pipeline makes entities
 * @param generation another text whenever the result can be another
 */
public record Processing(YamlReader yaml, EntityPipeline pipeline, String generation) {
  /** Checks the arguments. */
  public Processing {
    requireNonNull(yaml, "yaml is null");
    requireNonNull(pipeline, "pipeline is null");
    requireNonNull(generation, "generation is null");
  }
}
