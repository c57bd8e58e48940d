package dev.callboard.catalog.ingest;

import dev.callboard.catalog.store.MassDeletion;
import dev.callboard.platform.config.Config;
import java.util.Optional;
import java.util.Set;

/**
 * How much is read for one root.
 *
 * @param depth how deep Location entities nest ({@code catalog.limits.locationDepth})
 * @param locations what Location entities of one root may name in all ({@code
 *     catalog.limits.locations})
 * @param files the files of a directory or of a path with wildcards ({@code catalog.limits.files})
 * @param fileBytes the size of a file ({@code catalog.limits.fileSize})
 * @param batch how many entities one transaction takes ({@code catalog.limits.batch})
 * @param types the types of locations that may be named wherever they stand ({@code
 *     catalog.allowedLocationTypes})
 * @param readAhead how many files of hosts are read at a time before their turn ({@code
 *     catalog.limits.readAhead})
 * @param massDeletion how much one reading may delete
 */
public record IngestLimits(
    int depth,
    int locations,
    int files,
    int fileBytes,
    int batch,
    Set<String> types,
    int readAhead,
    MassDeletion massDeletion) {
  private static final Set<String> TYPES = Set.of("url");
  private static final int READ_AHEAD = 6;

  /** The limits that hold when nothing is configured. */
  public static final IngestLimits DEFAULT = new IngestLimits(8, 1_000, 100_000, 16 << 20, 1_000);

  /** Creates limits with the usual types of locations and guard against mass deletion. */
  public IngestLimits(int depth, int locations, int files, int fileBytes, int batch) {
    this(depth, locations, files, fileBytes, batch, TYPES, READ_AHEAD, MassDeletion.DEFAULT);
  }

  /** Creates limits with the usual guard against mass deletion. */
  public IngestLimits(
      int depth, int locations, int files, int fileBytes, int batch, Set<String> types) {
    this(depth, locations, files, fileBytes, batch, types, READ_AHEAD, MassDeletion.DEFAULT);
  }

  /** Creates limits of which as many files as usual are read ahead. */
  public IngestLimits(
      int depth,
      int locations,
      int files,
      int fileBytes,
      int batch,
      Set<String> types,
      MassDeletion massDeletion) {
    this(depth, locations, files, fileBytes, batch, types, READ_AHEAD, massDeletion);
  }

  /** Reads the limits from the configuration. */
  public static IngestLimits of(Config config) {
    return new IngestLimits(
        size(config.number("catalog.limits.locationDepth"), DEFAULT.depth),
        size(config.number("catalog.limits.locations"), DEFAULT.locations),
        size(config.number("catalog.limits.files"), DEFAULT.files),
        size(config.bytes("catalog.limits.fileSize"), DEFAULT.fileBytes),
        size(config.number("catalog.limits.batch"), DEFAULT.batch),
        types(config),
        config
            .number("catalog.limits.readAhead")
            .map(value -> (int) Math.max(0, Math.min(64, value)))
            .orElse(READ_AHEAD),
        MassDeletion.of(config));
  }

  /** Returns the types of locations that the configuration allows. */
  public static Set<String> types(Config config) {
    return config.has("catalog.allowedLocationTypes")
        ? Set.copyOf(config.strings("catalog.allowedLocationTypes"))
        : TYPES;
  }

  private static int size(Optional<Long> configured, int otherwise) {
    return configured
        .map(value -> (int) Math.max(1, Math.min(Integer.MAX_VALUE - 8, value)))
        .orElse(otherwise);
  }
}
