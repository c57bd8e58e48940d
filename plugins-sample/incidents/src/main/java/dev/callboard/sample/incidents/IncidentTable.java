package dev.callboard.sample.incidents;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The SQL, for one connection. It runs on SQLite and on PostgreSQL. */
final class IncidentTable {
  private static final String COLUMNS = "id, title, component, severity, opened_at, resolved_at";
  private final Connection connection;

  IncidentTable(Connection connection) {
    this.connection = connection;
  }

  /** Returns the newest incidents first. */
  List<Incident> list(boolean openOnly, int limit) throws SQLException {
    String sql =
        "SELECT "
            + COLUMNS
            + " FROM incident"
            + (openOnly ? " WHERE resolved_at IS NULL" : "")
            + " ORDER BY opened_at DESC, id LIMIT ?";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setInt(1, limit);
      return read(query);
    }
  }

  Optional<Incident> find(String id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT " + COLUMNS + " FROM incident WHERE id = ?")) {
      query.setString(1, id);
      return read(query).stream().findFirst();
    }
  }

  int countOpen() throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT count(*) FROM incident WHERE resolved_at IS NULL");
        ResultSet rows = query.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }

  void insert(Incident incident) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO incident (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, incident.id());
      insert.setString(2, incident.title());
      insert.setString(3, incident.component());
      insert.setString(4, incident.severity().name());
      insert.setLong(5, incident.opened().toEpochMilli());
      setTime(insert, 6, incident.resolved());
      insert.executeUpdate();
    }
  }

  void update(Incident incident) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE incident SET title = ?, component = ?, severity = ?, resolved_at = ?"
                + " WHERE id = ?")) {
      update.setString(1, incident.title());
      update.setString(2, incident.component());
      update.setString(3, incident.severity().name());
      setTime(update, 4, incident.resolved());
      update.setString(5, incident.id());
      update.executeUpdate();
    }
  }

  void delete(String id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM incident WHERE id = ?")) {
      delete.setString(1, id);
      delete.executeUpdate();
    }
  }

  /** Removes what was resolved before a time. Returns how many there were. */
  int deleteResolvedBefore(Instant time) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM incident WHERE resolved_at < ?")) {
      delete.setLong(1, time.toEpochMilli());
      return delete.executeUpdate();
    }
  }

  private static void setTime(PreparedStatement statement, int index, Optional<Instant> time)
      throws SQLException {
    if (time.isEmpty()) {
      statement.setNull(index, Types.BIGINT);
      return;
    }
    statement.setLong(index, time.get().toEpochMilli());
  }

  private static List<Incident> read(PreparedStatement query) throws SQLException {
    List<Incident> incidents = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        long time = rows.getLong("resolved_at");
        Optional<Instant> resolved =
            rows.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(time));
        incidents.add(
            new Incident(
                rows.getString("id"),
                rows.getString("title"),
                rows.getString("component"),
                Severity.valueOf(rows.getString("severity")),
                Instant.ofEpochMilli(rows.getLong("opened_at")),
                resolved));
      }
    }
    return incidents;
  }
}
