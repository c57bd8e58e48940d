package dev.callboard.scaffolder.fetch;

import java.io.IOException;
import java.util.List;

/** The files that are rendered. Used by one thread; may block. */
public interface SourceTree {

  /** Everything in it, each directory before what is in it. Symbolic links are not followed. */
  List<TreeEntry> entries() throws IOException;

  /** The content of a file. */
  byte[] read(String path) throws IOException;
}
