package dev.callboard.plugins.inspect;

import java.time.Duration;

/**
 * How much of everything a plugin jar may have.
 *
 * @param jarBytes size of the file
 * @param entries number of entries, those of jars inside included
 * @param totalBytes sum of the sizes when unpacked
 * @param ratio unpacked size to packed size, for the whole and for each entry above 1 MiB
 * @param pathLength bytes in the name of an entry
 * @param manifestBytes size of the manifest
 * @param headerClauses number of clauses in one manifest header
 * @param time how long looking into it may take
 */
public record InspectionLimits(
    long jarBytes,
    int entries,
    long totalBytes,
    int ratio,
    int pathLength,
    int manifestBytes,
    int headerClauses,
    Duration time) {
  /** Returns the limits that hold unless the configuration says otherwise. */
  public static InspectionLimits defaults() {
    return new InspectionLimits(
        64L << 20, 20_000, 512L << 20, 100, 1024, 1 << 20, 5_000, Duration.ofSeconds(10));
  }
}
