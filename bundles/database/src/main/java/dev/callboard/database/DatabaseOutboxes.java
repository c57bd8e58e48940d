package dev.callboard.database;

import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.database.OutboxSource;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads and empties the outboxes of the open databases. */
final class DatabaseOutboxes implements OutboxSource {
  private final Databases databases;

  DatabaseOutboxes(Databases databases) {
    this.databases = databases;
  }

  @Override
  public Set<String> databases() {
    return databases.opened();
  }

  @Override
  public List<OutboxRow> read(String id, int limit) {
    Optional<OpenDatabase> database = databases.ifOpen(id);
    if (database.isEmpty()) {
      return List.of();
    }
    try {
      return database
          .get()
          .run(
              false,
              connection -> {
                try (PreparedStatement query =
                    connection.prepareStatement(
                        "SELECT id, body FROM " + TABLE + " ORDER BY n LIMIT ?")) {
                  query.setInt(1, limit);
                  return rows(query);
                }
              });
    } catch (SQLException e) {
      throw Failures.unavailable("The outbox of " + id + " cannot be read", e);
    }
  }

  private static List<OutboxRow> rows(PreparedStatement query) throws SQLException {
    List<OutboxRow> rows = new ArrayList<>();
    try (ResultSet result = query.executeQuery()) {
      while (result.next()) {
        rows.add(new OutboxRow(result.getString(1), result.getString(2)));
      }
    }
    return rows;
  }

  @Override
  public void delete(String id, Collection<String> ids) {
    Optional<OpenDatabase> database = databases.ifOpen(id);
    if (database.isEmpty() || ids.isEmpty()) {
      return;
    }
    try {
      database
          .get()
          .run(
              true,
              connection -> {
                try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + TABLE + " WHERE id = ?")) {
                  for (String row : ids) {
                    delete.setString(1, row);
                    delete.addBatch();
                  }
                  return delete.executeBatch();
                }
              });
    } catch (SQLException e) {
      throw Failures.unavailable("The outbox of " + id + " cannot be written", e);
    }
  }
}
