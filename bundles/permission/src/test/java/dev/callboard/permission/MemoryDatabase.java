package dev.callboard.permission;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A SQLite database in memory with the bundle's migration applied; fails when it is told to. */
final class MemoryDatabase implements PluginDatabase, AutoCloseable {
  private final Connection connection;
  volatile boolean broken;

  MemoryDatabase() {
    try (InputStream in = MemoryDatabase.class.getResourceAsStream("/migrations/001-roles.sql")) {
      connection = DriverManager.getConnection("jdbc:sqlite::memory:");
      connection.setAutoCommit(false);
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("--.*", "");
      try (Statement statement = connection.createStatement()) {
        for (String each : sql.split(";")) {
          if (!each.isBlank()) {
            statement.execute(each);
          }
        }
      }
      connection.commit();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public synchronized <T> T write(SqlWork<T> work) throws SQLException {
    if (broken) {
      throw new SQLException("broken");
    }
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
    if (broken) {
      throw new SQLException("broken");
    }
    return work.apply(connection);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
