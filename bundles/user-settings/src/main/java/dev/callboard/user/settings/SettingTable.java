package dev.callboard.user.settings;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The table of settings. Its methods work in the transaction of the connection, and block. */
final class SettingTable {
  private static final String WHERE = " WHERE user_ref = ? AND bucket = ? AND setting_key = ?";

  private SettingTable() {}

  /** Returns a value as JSON text. */
  static Optional<String> get(Connection connection, String user, SettingName at)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT setting_value FROM user_setting" + WHERE)) {
      bind(select, user, at);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** Keeps a value, unless the user has as many as may be and this is another one. */
  static void put(Connection connection, String user, SettingName at, String json, long most)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE user_setting SET setting_value = ?" + WHERE)) {
      update.setString(1, json);
      update.setString(2, user);
      update.setString(3, at.bucket());
      update.setString(4, at.key());
      if (update.executeUpdate() > 0) {
        return;
      }
    }
    if (count(connection, user) >= most) {
      throw new PortalException(
          ErrorCode.UNPROCESSABLE, "A user keeps at most " + most + " settings; delete some first");
    }
    // Another request of this user may have been quicker.
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO user_setting (user_ref, bucket, setting_key, setting_value)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT (user_ref, bucket, setting_key)"
                + " DO UPDATE SET setting_value = excluded.setting_value")) {
      bind(insert, user, at);
      insert.setString(4, json);
      insert.executeUpdate();
    }
  }

  private static long count(Connection connection, String user) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT count(*) FROM user_setting WHERE user_ref = ?")) {
      select.setString(1, user);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  static void delete(Connection connection, String user, SettingName at) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM user_setting" + WHERE)) {
      bind(delete, user, at);
      delete.executeUpdate();
    }
  }

  /** Deletes all of a user; returns how many there were. */
  static int deleteAll(Connection connection, String user) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM user_setting WHERE user_ref = ?")) {
      delete.setString(1, user);
      return delete.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, String user, SettingName at)
      throws SQLException {
    statement.setString(1, user);
    statement.setString(2, at.bucket());
    statement.setString(3, at.key());
  }
}
