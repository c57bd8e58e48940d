package dev.callboard.scaffolder.fetch;

import java.util.Objects;

/**
 * Something in a tree of files.
 *
 * @param path from the root of the tree, with slashes
 * @param kind what it is
 * @param executable whether its owner may run it
 */
public record TreeEntry(String path, Kind kind, boolean executable) {

  /** What can be in a tree. */
  public enum Kind {
    /** A file. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** A symbolic link, a device, or what else there may be. */
    OTHER
  }

  /** Checks the arguments. */
  public TreeEntry {
    Objects.requireNonNull(path, "path is null");
    Objects.requireNonNull(kind, "kind is null");
  }
}
