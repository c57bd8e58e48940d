package dev.callboard.permission.role;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The SQL of roles. Each change has a number, which is also the version of what it wrote. */
final class RoleTable {
  private RoleTable() {}

  /**
   * A row.
   *
   * @param version the number of the change that wrote it
   * @param body the role as JSON
   */
  record Row(String name, long version, String body) {}

  /** Returns the number of the last change. */
  static long generation(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT value FROM permission_generation WHERE id = 1");
        ResultSet rows = select.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Begins a change: from here on others wait until the transaction ends. */
  static long next(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE permission_generation SET value = value + 1 WHERE id = 1")) {
      update.executeUpdate();
    }
    return generation(connection);
  }

  static List<Row> all(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT name, version, body FROM permission_role ORDER BY name");
        ResultSet rows = select.executeQuery()) {
      List<Row> all = new ArrayList<>();
      while (rows.next()) {
        all.add(new Row(rows.getString(1), rows.getLong(2), rows.getString(3)));
      }
      return all;
    }
  }

  static Optional<Row> find(Connection connection, String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT name, version, body FROM permission_role WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(new Row(rows.getString(1), rows.getLong(2), rows.getString(3)))
            : Optional.empty();
      }
    }
  }

  static void put(Connection connection, Row row) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO permission_role (name, version, body) VALUES (?, ?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET version = excluded.version,"
                + " body = excluded.body")) {
      insert.setString(1, row.name());
      insert.setLong(2, row.version());
      insert.setString(3, row.body());
      insert.executeUpdate();
    }
  }

  static void delete(Connection connection, String name) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM permission_role WHERE name = ?")) {
      delete.setString(1, name);
      delete.executeUpdate();
    }
  }
}
