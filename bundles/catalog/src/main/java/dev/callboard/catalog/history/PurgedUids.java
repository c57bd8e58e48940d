package dev.callboard.catalog.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The entities whose history was erased for good. */
final class PurgedUids {
  private PurgedUids() {}

  /** Returns those that had a reference. */
  static Set<UUID> of(Connection connection, String ref) throws SQLException {
    Set<UUID> found = new HashSet<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT uid FROM purged_uids WHERE ref = ?")) {
      query.setString(1, ref);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(UUID.fromString(rows.getString(1)));
        }
      }
    }
    return found;
  }

  static void add(Connection connection, String ref, UUID uid) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO purged_uids (uid, ref) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, uid.toString());
      insert.setString(2, ref);
      insert.executeUpdate();
    }
  }
}
