package dev.callboard.notifications.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What users turned on and off. Works in the transaction of the connection, and blocks. */
final class SettingTable {
  private SettingTable() {}

  static Map<Choice, Boolean> get(Connection connection, String user) throws SQLException {
    Map<Choice, Boolean> found = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT channel, origin, topic, enabled FROM notification_setting WHERE user_ref = ?"
                + " ORDER BY channel, origin, topic")) {
      select.setString(1, user);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(
              new Choice(row.getString(1), row.getString(2), row.getString(3)), row.getInt(4) == 1);
        }
      }
    }
    return found;
  }

  static void put(Connection connection, String user, Map<Choice, Boolean> choices)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM notification_setting WHERE user_ref = ?")) {
      delete.setString(1, user);
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO notification_setting (user_ref, channel, origin, topic, enabled)"
                + " VALUES (?, ?, ?, ?, ?)")) {
      for (Map.Entry<Choice, Boolean> choice : choices.entrySet()) {
        insert.setString(1, user);
        insert.setString(2, choice.getKey().channel());
        insert.setString(3, choice.getKey().origin());
        insert.setString(4, choice.getKey().topic());
        insert.setInt(5, choice.getValue() ? 1 : 0);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
