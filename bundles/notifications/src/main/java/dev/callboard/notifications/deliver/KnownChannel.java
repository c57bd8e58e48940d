package dev.callboard.notifications.deliver;

import dev.callboard.notifications.spi.NotificationChannel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A channel that there is or was, so that what is for it waits until it is back.
 *
 * @param id its name
 * @param shared whether it is one place for all
 * @param reachesGroups whether it is given what goes to a group as well
 */
record KnownChannel(String id, boolean shared, boolean reachesGroups) {
  static KnownChannel of(NotificationChannel channel) {
    return new KnownChannel(
        channel.id(),
        channel.audience() == NotificationChannel.Audience.SHARED,
        channel.reachesGroups());
  }

  /** Returns those that were there since a time. */
  static List<KnownChannel> since(Connection connection, long time) throws SQLException {
    List<KnownChannel> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, shared, reaches_groups FROM notification_channel WHERE seen_ms >= ?"
                + " ORDER BY id")) {
      select.setLong(1, time);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(new KnownChannel(row.getString(1), row.getInt(2) == 1, row.getInt(3) == 1));
        }
      }
    }
    return found;
  }

  /** Notes that it is there now. */
  void seen(Connection connection, long now) throws SQLException {
    DeliveryTable.execute(
        connection,
        "INSERT INTO notification_channel (id, shared, reaches_groups, seen_ms)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET shared = excluded.shared,"
            + " reaches_groups = excluded.reaches_groups, seen_ms = excluded.seen_ms",
        id,
        shared ? 1 : 0,
        reachesGroups ? 1 : 0,
        now);
  }

  /** Forgets it, with all that waits for it. */
  static void forget(Connection connection, String id) throws SQLException {
    DeliveryTable.execute(connection, "DELETE FROM notification_channel WHERE id = ?", id);
    DeliveryTable.execute(connection, "DELETE FROM notification_delivery WHERE channel = ?", id);
  }
}
