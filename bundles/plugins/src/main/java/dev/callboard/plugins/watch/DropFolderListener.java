package dev.callboard.plugins.watch;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Hears what happens in a drop folder. Called by one thread, in the order of things; must return
 * soon, since nothing is looked at meanwhile.
 */
public interface DropFolderListener {
  /**
   * How long a jar without a signature file is held back for one to arrive; zero for not at all.
   */
  java.time.Duration signatureWait();

  /** A file is there that is not complete yet. Called once per spell, not at every look. */
  void copying(String name);

  /** A file has not become a complete jar for so long that nobody seems to be copying it. */
  void broken(String name);

  /** A complete jar is there, new or changed, or its signature file is. */
  void arrived(Path jar, Optional<Path> signature);

  /** A jar has another name now. */
  void renamed(String from, String to);

  /** A file is no longer there. */
  void gone(String name);

  /** The folder cannot be read, so nothing is known; empty when it can again. */
  void unreadable(Optional<String> reason);
}
