package dev.callboard.docs.site;

import dev.callboard.platform.config.Config;

/**
 * How much one site may be.
 *
 * @param files how many files
 * @param fileSize bytes of a file
 * @param pageSize bytes of a page
 * @param totalSize bytes of all files
 */
public record SiteLimits(int files, long fileSize, long pageSize, long totalSize) {
  /** Reads {@code techdocs.limits}. */
  public static SiteLimits from(Config config) {
    return new SiteLimits(
        config.number("techdocs.limits.files").orElse(20_000L).intValue(),
        config.bytes("techdocs.limits.fileSize").orElse(32L << 20),
        config.bytes("techdocs.limits.pageSize").orElse(2L << 20),
        config.bytes("techdocs.limits.totalSize").orElse(1L << 30));
  }
}
