package dev.callboard.notifications.store;

import dev.callboard.notifications.api.NotificationSeverity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What users turned on and off. Works in the transaction of the connection, and blocks. */
final class SettingTable {
  private SettingTable() {}

  static UserSettings get(Connection connection, String user) throws SQLException {
    return new UserSettings(choices(connection, user), preferences(connection, user));
  }

  private static Map<String, Preference> preferences(Connection connection, String user)
      throws SQLException {
    Map<String, Preference> found = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT channel, frequency, min_severity FROM notification_preference"
                + " WHERE user_ref = ?")) {
      select.setString(1, user);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          int severity = row.getInt(3);
          found.put(
              row.getString(1),
              new Preference(
                  Optional.ofNullable(row.getString(2)).flatMap(Frequency::of),
                  row.wasNull()
                      ? Optional.empty()
                      : Optional.of(NotificationSeverity.values()[severity])));
        }
      }
    }
    return found;
  }

  private static Map<Choice, Boolean> choices(Connection connection, String user)
      throws SQLException {
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

  /** Replaces choices; of preferences those of the channels that are named. */
  static void put(Connection connection, String user, UserSettings settings) throws SQLException {
    putChoices(connection, user, settings.choices());
    try (PreparedStatement put =
        connection.prepareStatement(
            "INSERT INTO notification_preference (user_ref, channel, frequency, min_severity)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT (user_ref, channel) DO UPDATE SET"
                + " frequency = coalesce(excluded.frequency, notification_preference.frequency),"
                + " min_severity = coalesce(excluded.min_severity,"
                + " notification_preference.min_severity)")) {
      for (Map.Entry<String, Preference> each : settings.preferences().entrySet()) {
        put.setString(1, user);
        put.setString(2, each.getKey());
        put.setString(3, each.getValue().frequency().map(Frequency::word).orElse(null));
        put.setObject(
            4, each.getValue().minSeverity().map(Enum::ordinal).orElse(null), Types.INTEGER);
        put.addBatch();
      }
      put.executeBatch();
    }
  }

  private static void putChoices(Connection connection, String user, Map<Choice, Boolean> choices)
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
