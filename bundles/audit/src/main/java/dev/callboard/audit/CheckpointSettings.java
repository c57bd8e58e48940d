package dev.callboard.audit;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What {@code audit.checkpoints} says.
 *
 * @param records after how many records one is due
 * @param interval after what time one is due, when there are new records
 * @param keyFile the file of the key that signs
 * @param ownKey whether the server makes that file
 * @param knownKeys the file with the public keys that signed so far
 * @param trusted further public keys
 * @param journal the file that each checkpoint is added to
 */
record CheckpointSettings(
    int records,
    Duration interval,
    Path keyFile,
    boolean ownKey,
    Path knownKeys,
    List<String> trusted,
    Path journal) {
  private static final int MAX_RECORDS = 1_000_000;

  /**
   * Reads them.
   *
   * @param data the data directory, which relative paths are relative to
   */
  static CheckpointSettings of(Config config, Path data) {
    long records = config.number("audit.checkpoints.records").orElse(1000L);
    if (records < 1 || records > MAX_RECORDS) {
      throw PortalException.input(
          "audit.checkpoints.records must be between 1 and " + MAX_RECORDS + ", not " + records);
    }
    Duration interval =
        config.duration("audit.checkpoints.interval").orElse(Duration.ofSeconds(60));
    if (interval.isNegative() || interval.isZero()) {
      throw PortalException.input("audit.checkpoints.interval must be longer than nothing");
    }
    Path folder = data.resolve("audit");
    return new CheckpointSettings(
        (int) records,
        interval,
        config
            .string("audit.checkpoints.keyFile")
            .map(data::resolve)
            .orElse(folder.resolve("signing.key")),
        !config.has("audit.checkpoints.keyFile"),
        folder.resolve("keys.txt"),
        config.strings("audit.checkpoints.trustedKeys"),
        config
            .string("audit.checkpoints.file")
            .map(data::resolve)
            .orElse(folder.resolve("checkpoints.jsonl")));
  }
}
