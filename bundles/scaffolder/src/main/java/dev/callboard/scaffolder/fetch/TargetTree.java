package dev.callboard.scaffolder.fetch;

import java.io.IOException;

/**
 * Where rendered files go. Used by one thread; may block. Refuses paths that lead out of it, also
 * through symbolic links.
 */
public interface TargetTree {

  /** Whether there is something at a path. */
  boolean exists(String path) throws IOException;

  /** Makes a directory and those above it, unless they are there. */
  void makeDirectory(String path) throws IOException;

  /** Writes a file, in place of one that is there; makes the directories above it. */
  void write(String path, byte[] content, boolean executable) throws IOException;
}
