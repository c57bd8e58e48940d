package dev.callboard.catalog.history;

import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The entities whose history was erased for good. */
public final class PurgedUids {
  private PurgedUids() {}

  /** Returns those that had a reference. */
  static Set<UUID> of(Connection connection, String ref) throws SQLException {
    return new HashSet<>(
        Sql.list(
            connection,
            "SELECT uid FROM purged_uids WHERE ref = ?",
            row -> UUID.fromString(row.getString(1)),
            ref));
  }

  /** Returns all of them. */
  static Set<UUID> all(Connection connection) throws SQLException {
    return new HashSet<>(
        Sql.list(
            connection, "SELECT uid FROM purged_uids", row -> UUID.fromString(row.getString(1))));
  }

  /** Returns whether an entity is one of them. */
  public static boolean contains(Connection connection, UUID uid) throws SQLException {
    return Sql.first(
            connection,
            "SELECT 1 FROM purged_uids WHERE uid = ?",
            row -> row.getInt(1),
            uid.toString())
        .isPresent();
  }

  static void add(Connection connection, String ref, UUID uid) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO purged_uids (uid, ref) VALUES (?, ?) ON CONFLICT DO NOTHING",
        uid.toString(),
        ref);
  }
}
