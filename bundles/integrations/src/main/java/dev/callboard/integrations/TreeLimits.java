package dev.callboard.integrations;

import dev.callboard.platform.config.Config;

/**
 * How large a tree may be, from {@code backend.reading.tree}.
 *
 * @param entries files and folders of an archive
 * @param bytes of all files together, and of an archive
 * @param ratio how many times larger than its archive the content may be
 * @param pathLength characters of a name
 */
record TreeLimits(int entries, long bytes, long ratio, int pathLength) {
  static TreeLimits of(Config config) {
    return new TreeLimits(
        ReadingLimits.positive(config, "backend.reading.tree.entries", 20_000),
        config.bytes("backend.reading.tree.totalSize").orElse(512L << 20),
        config.number("backend.reading.tree.ratio").orElse(100L),
        ReadingLimits.positive(config, "backend.reading.tree.pathLength", 1024));
  }
}
