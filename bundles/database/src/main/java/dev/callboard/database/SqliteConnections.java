package dev.callboard.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** Opens connections to an SQLite database with the settings that make it safe. */
final class SqliteConnections {
  /**
   * The most memory for pages. With the usual 2 MB, a transaction that writes more writes some of
   * its pages several times; the memory is only taken by databases that need it.
   */
  private static final int WRITER_CACHE_KB = 32 * 1024;

  private final Optional<Path> file;
  private final Duration busyTimeout;

  /**
   * Creates it.
   *
   * @param file empty for a database in memory, which lives as long as its connection
   */
  SqliteConnections(Optional<Path> file, Duration busyTimeout) {
    this.file = file;
    this.busyTimeout = busyTimeout;
  }

  boolean memory() {
    return file.isEmpty();
  }

  Connection open(boolean write) throws SQLException {
    file.ifPresent(SqliteFile::prepare);
    SQLiteConfig config = new SQLiteConfig();
    if (file.isPresent()) {
      config.setJournalMode(JournalMode.WAL);
    }
    // Commits must survive a power cut, not only a crash of the process.
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout((int) busyTimeout.toMillis());
    config.enableLoadExtension(false);
    // No other file, above all that of another plugin, can be reached.
    config.setPragma(Pragma.LIMIT_ATTACHED, "0");
    Connection connection =
        config.createConnection("jdbc:sqlite:" + file.map(Path::toString).orElse(":memory:"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA trusted_schema = OFF");
      statement.execute("PRAGMA cell_size_check = ON");
      if (write) {
        statement.execute("PRAGMA cache_size = -" + WRITER_CACHE_KB);
      } else {
        statement.execute("PRAGMA query_only = ON");
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
