package dev.callboard.database;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/**
 * Opens the database of a plugin for tools that look at it while no server runs, or beside one.
 * Nothing can be changed through it.
 */
public final class OfflineConnection {
  private static final int CONNECT_SECONDS = 5;
  private static final int ANSWER_SECONDS = 300;
  private static final int BUSY_MILLIS = 5_000;

  private OfflineConnection() {}

  /**
   * Opens the database that the configuration names.
   *
   * @param data the data directory of the server
   * @param id the id of the plugin
   * @return a connection that only reads; the caller closes it
   * @throws PortalException when there is no such database, or the configuration names none that
   *     can be opened
   * @throws SQLException when it cannot be opened
   */
  public static Connection open(Config config, Path data, String id) throws SQLException {
    DatabaseSettings settings = DatabaseSettings.of(config, data);
    Optional<PostgresSettings> postgres = settings.postgres();
    if (postgres.isPresent()) {
      return postgres(postgres.get(), data.resolve("tmp"), id);
    }
    Path folder =
        settings
            .folder()
            .orElseThrow(() -> PortalException.input("a database in memory cannot be looked at"));
    return sqlite(folder.resolve(id + ".sqlite"));
  }

  private static Connection sqlite(Path file) throws SQLException {
    if (!Files.isRegularFile(file)) {
      throw PortalException.notFound("There is no database " + file);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enableLoadExtension(false);
    return config.createConnection(url(file, Files.isWritable(file.toAbsolutePath().getParent())));
  }

  /**
   * SQLite puts files beside one that it reads. Where it cannot, as on a mounted backup, it is told
   * that nobody writes, unless there is a journal, without which the file is not whole.
   */
  static String url(Path file, boolean writable) {
    boolean journal = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
    return writable || journal
        ? "jdbc:sqlite:" + file
        : "jdbc:sqlite:" + file.toUri() + "?immutable=1";
  }

  private static Connection postgres(PostgresSettings settings, Path temporary, String id)
      throws SQLException {
    Connection connection =
        PostgresSource.of(settings, temporary, CONNECT_SECONDS, ANSWER_SECONDS).getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path TO " + PostgresSchema.name(id) + ", pg_temp");
      statement.execute("SET default_transaction_read_only TO on");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
