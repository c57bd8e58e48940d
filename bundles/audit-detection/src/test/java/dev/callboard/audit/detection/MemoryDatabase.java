package dev.callboard.audit.detection;

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
import java.util.List;

/** A database in memory with the tables of alerts. */
final class MemoryDatabase implements PluginDatabase, AutoCloseable {
  private final Connection connection;

  MemoryDatabase() throws SQLException, IOException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    for (String file : List.of("001-alerts.sql", "002-acknowledgements.sql")) {
      try (Statement statement = connection.createStatement();
          InputStream in = MemoryDatabase.class.getResourceAsStream("/migrations/" + file)) {
        statement.executeUpdate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public <T> T write(SqlWork<T> work) throws SQLException {
    return work.apply(connection);
  }

  @Override
  public <T> T read(SqlWork<T> work) throws SQLException {
    return work.apply(connection);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
