package dev.callboard.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says where the native library of SQLite is unpacked. */
final class SqliteLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);
  private static final String PROPERTY = "org.sqlite.tmpdir";

  private SqliteLibrary() {}

  /** In a folder that anybody may write to, another user could put a library of his own. */
  static void extractTo(Path folder) {
    if (System.getProperty(PROPERTY) != null) {
      return;
    }
    try {
      Files.createDirectories(folder);
      System.setProperty(PROPERTY, folder.toString());
    } catch (IOException e) {
      LOG.warn("{} cannot be made; the library of SQLite goes where Java puts files", folder);
    }
  }
}
