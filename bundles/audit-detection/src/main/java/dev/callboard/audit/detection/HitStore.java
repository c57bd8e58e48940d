package dev.callboard.audit.detection;

import dev.callboard.platform.database.PluginDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Counts for rules with a threshold; they outlive a restart. Thread-safe; blocks. */
final class HitStore {
  private final PluginDatabase database;

  HitStore(PluginDatabase database) {
    this.database = database;
  }

  /**
   * Counts a target once, forgets what is too old, and returns how many there are now.
   *
   * @param from the time before which nothing counts, as in records
   */
  int count(String rule, String group, String target, String ts, String from) throws SQLException {
    return database.write(
        connection -> {
          execute(
              connection,
              "DELETE FROM hit WHERE rule = ? AND grp = ? AND ts < ?",
              rule,
              group,
              from);
          execute(
              connection,
              "INSERT INTO hit (rule, grp, target, ts) VALUES (?, ?, ?, ?)"
                  + " ON CONFLICT (rule, grp, target) DO UPDATE SET ts = excluded.ts",
              rule,
              group,
              target,
              ts);
          try (PreparedStatement query =
              connection.prepareStatement("SELECT COUNT(*) FROM hit WHERE rule = ? AND grp = ?")) {
            query.setString(1, rule);
            query.setString(2, group);
            try (ResultSet row = query.executeQuery()) {
              row.next();
              return row.getInt(1);
            }
          }
        });
  }

  private static void execute(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
