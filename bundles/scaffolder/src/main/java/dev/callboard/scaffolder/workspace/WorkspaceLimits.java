package dev.callboard.scaffolder.workspace;

import dev.callboard.platform.config.Config;

/**
 * How much a workspace may hold.
 *
 * @param maxSize bytes of all files together
 * @param maxFiles files and directories together
 * @param maxFileSize bytes of one file
 * @param maxDepth directories below one another
 */
public record WorkspaceLimits(long maxSize, int maxFiles, long maxFileSize, int maxDepth) {
  private static final long MIB = 1024 * 1024;

  /** 256 MiB, 20,000 files, 64 MiB a file, 64 levels. */
  public static final WorkspaceLimits DEFAULT =
      new WorkspaceLimits(256 * MIB, 20_000, 64 * MIB, 64);

  /** Reads {@code scaffolder.workspace}. */
  public static WorkspaceLimits from(Config config) {
    return new WorkspaceLimits(
        config.bytes("scaffolder.workspace.maxSize").orElse(DEFAULT.maxSize),
        Math.toIntExact(
            config.number("scaffolder.workspace.maxFiles").orElse((long) DEFAULT.maxFiles)),
        config.bytes("scaffolder.workspace.maxFileSize").orElse(DEFAULT.maxFileSize),
        Math.toIntExact(
            config.number("scaffolder.workspace.maxDepth").orElse((long) DEFAULT.maxDepth)));
  }
}
