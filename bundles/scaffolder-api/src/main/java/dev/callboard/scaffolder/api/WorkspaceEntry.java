package dev.callboard.scaffolder.api;

import static java.util.Objects.requireNonNull;

/**
 * Something in a workspace.
 *
 * @param path from the root of the workspace (or of the view), with slashes
 * @param type what it is
 * @param size in bytes; 0 for what is not a file
 * @param executable whether its owner may run it; false for what is not a file
 */
public record WorkspaceEntry(String path, Type type, long size, boolean executable) {
  /** What there can be in a workspace. */
  public enum Type {
    /** A regular file. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** A symbolic link, or another thing that is neither; it can be deleted and nothing else. */
    OTHER
  }

  /** Checks the arguments. */
  public WorkspaceEntry {
    requireNonNull(path, "path is null");
    requireNonNull(type, "type is null");
  }

  /** Returns the last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns whether it is a regular file. */
  public boolean isFile() {
    return type == Type.FILE;
  }

  /** Returns whether it is a directory. */
  public boolean isDirectory() {
    return type == Type.DIRECTORY;
  }
}
