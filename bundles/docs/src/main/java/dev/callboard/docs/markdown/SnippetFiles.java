package dev.callboard.docs.markdown;

import java.util.Optional;

/** Gives the files that a page may include. */
@FunctionalInterface
public interface SnippetFiles {
  /** Knows no file. */
  SnippetFiles NONE = path -> Optional.empty();

  /** Returns the text of a file by its path from the root of the sources, or empty. */
  Optional<String> read(String path);
}
