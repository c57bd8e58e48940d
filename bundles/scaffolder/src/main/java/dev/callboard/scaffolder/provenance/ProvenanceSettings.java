package dev.callboard.scaffolder.provenance;

import dev.callboard.platform.config.Config;
import java.time.Duration;

/**
 * What {@code scaffolder.provenance} says in the configuration.
 *
 * @param maxSize bytes of the files that are kept for one task
 * @param maxFiles files that are kept for one task
 * @param retention how long what a task made is known
 * @param maxVersions versions that are known of one template
 */
record ProvenanceSettings(long maxSize, long maxFiles, Duration retention, long maxVersions) {
  static ProvenanceSettings from(Config config) {
    return new ProvenanceSettings(
        config.bytes("scaffolder.provenance.maxSize").orElse(8L * 1024 * 1024),
        config.number("scaffolder.provenance.maxFiles").orElse(2_000L),
        config.duration("scaffolder.provenance.retention").orElse(Duration.ofDays(1095)),
        config.number("scaffolder.provenance.maxVersions").orElse(200L));
  }
}
