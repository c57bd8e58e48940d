package dev.callboard.identity.signin;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The bundle's tables in memory. */
public final class SqliteDatabase implements PluginDatabase, AutoCloseable {
  private final Connection connection;

  /** Applies the migrations. */
  public SqliteDatabase(String... migrations) throws SQLException, IOException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    connection.setAutoCommit(false);
    for (String migration : migrations) {
      try (InputStream in =
              SqliteDatabase.class.getResourceAsStream("/migrations/" + migration + ".sql");
          Statement statement = connection.createStatement()) {
        statement.executeUpdate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    connection.commit();
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
    return work.apply(connection);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
