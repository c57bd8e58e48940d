package dev.callboard.scorecards.source;

import java.io.IOException;
import java.util.List;

/** The files of a repository, or of what will become one. */
public interface FileTree {
  /** Returns the paths of all files, with slashes, sorted. */
  List<String> paths();

  /**
   * Returns the beginning of a file.
   *
   * @param most how many bytes to return at the most
   */
  byte[] read(String path, int most) throws IOException;

  /** Returns where people can look at a file; its path when there is no such place. */
  default String address(String path) {
    return path;
  }
}
