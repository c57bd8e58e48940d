package dev.callboard.catalog.store;

import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code locations}. */
public final class LocationTable {
  private static final String SELECT = "SELECT id, type, target, entity_ref FROM locations";

  private LocationTable() {}

  /** Returns all in the order of their registration. */
  public static List<Location> all(Connection connection) throws SQLException {
    List<Location> found = new ArrayList<>();
    Sql.query(connection, SELECT + " ORDER BY created_at, id", row -> found.add(read(row)));
    return found;
  }

  /** Returns the one of an id. */
  public static Optional<Location> byId(Connection connection, String id) throws SQLException {
    List<Location> found = new ArrayList<>();
    Sql.query(connection, SELECT + " WHERE id = ?", row -> found.add(read(row)), id);
    return found.stream().findFirst();
  }

  /** Returns the one of a type and target. */
  public static Optional<Location> byTarget(Connection connection, String type, String target)
      throws SQLException {
    List<Location> found = new ArrayList<>();
    Sql.query(
        connection,
        SELECT + " WHERE type = ? AND target = ?",
        row -> found.add(read(row)),
        type,
        target);
    return found.stream().findFirst();
  }

  /** Adds one. */
  public static void insert(Connection connection, Location location) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO locations (id, type, target, entity_ref, created_at) VALUES (?, ?, ?, ?, ?)",
        location.id(),
        location.type(),
        location.target(),
        location.entityRef(),
        System.currentTimeMillis());
  }

  /** Changes type and target of one. */
  public static void update(Connection connection, Location location) throws SQLException {
    Sql.update(
        connection,
        "UPDATE locations SET type = ?, target = ?, entity_ref = ? WHERE id = ?",
        location.type(),
        location.target(),
        location.entityRef(),
        location.id());
  }

  /** Removes one. */
  public static void delete(Connection connection, String id) throws SQLException {
    Sql.update(connection, "DELETE FROM locations WHERE id = ?", id);
  }

  private static Location read(ResultSet row) throws SQLException {
    return new Location(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
  }
}
