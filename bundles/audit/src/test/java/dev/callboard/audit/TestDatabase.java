package dev.callboard.audit;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.database.OutboxSource;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A database in memory with an outbox, and with the tables of the log. */
final class TestDatabase implements PluginDatabase, OutboxSource, AutoCloseable {
  private final Connection connection;
  volatile boolean down;
  volatile boolean failDelete;
  volatile Runnable afterCommit = () -> {};
  volatile Runnable beforeRead = () -> {};

  TestDatabase() throws SQLException, IOException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    connection.setAutoCommit(false);
    execute(
        "CREATE TABLE callboard_audit_outbox (n INTEGER PRIMARY KEY AUTOINCREMENT,"
            + " id TEXT NOT NULL UNIQUE, body TEXT NOT NULL)");
    for (String script :
        List.of(
            "001-log.sqlite.sql",
            "002-newest-first.sql",
            "003-checkpoints.sqlite.sql",
            "004-followers.sql")) {
      try (InputStream in = TestDatabase.class.getResourceAsStream("/migrations/" + script)) {
        execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  synchronized void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public synchronized <T> T write(SqlWork<T> work) throws SQLException {
    if (down) {
      throw PortalException.unavailable("down");
    }
    try {
      T result = work.apply(connection);
      connection.commit();
      afterCommit.run();
      return result;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  @Override
  public synchronized <T> T read(SqlWork<T> work) throws SQLException {
    if (down) {
      throw PortalException.unavailable("down");
    }
    beforeRead.run();
    return work.apply(connection);
  }

  @Override
  public Set<String> databases() {
    return Set.of("one");
  }

  @Override
  public synchronized List<OutboxRow> read(String database, int limit) {
    List<OutboxRow> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT id, body FROM callboard_audit_outbox ORDER BY n LIMIT " + limit)) {
      while (result.next()) {
        rows.add(new OutboxRow(result.getString(1), result.getString(2)));
      }
      return rows;
    } catch (SQLException e) {
      throw PortalException.unavailable(e.getMessage());
    }
  }

  @Override
  public synchronized void delete(String database, Collection<String> ids) {
    if (failDelete) {
      throw PortalException.unavailable("crash before the delete");
    }
    try {
      for (String id : ids) {
        execute("DELETE FROM callboard_audit_outbox WHERE id = '" + id + "'");
      }
    } catch (SQLException e) {
      throw PortalException.unavailable(e.getMessage());
    }
  }

  int count(String table) throws SQLException {
    return read(
        c -> {
          try (Statement statement = c.createStatement();
              ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
          }
        });
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
