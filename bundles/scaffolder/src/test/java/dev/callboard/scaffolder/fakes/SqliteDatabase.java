package dev.callboard.scaffolder.fakes;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database in a file with the bundle's migrations applied. */
public final class SqliteDatabase implements PluginDatabase, AutoCloseable {
  private final Connection connection;

  /** Opens or creates it. */
  public SqliteDatabase(Path file) throws SQLException, IOException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
    }
    connection.setAutoCommit(false);
    if (read(c -> c.getMetaData().getTables(null, null, "tasks", null).next())) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      Migrations.run(statement);
      connection.commit();
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public synchronized <T> T write(SqlWork<T> work) throws SQLException {
    try {
      T result = work.apply(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  @Override
  public synchronized <T> T read(SqlWork<T> work) throws SQLException {
    try {
      return work.apply(connection);
    } finally {
      connection.rollback();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
