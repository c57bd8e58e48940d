package dev.callboard.notifications.deliver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table of deliveries. Works in the transaction of the connection, and blocks. */
final class DeliveryTable {
  private static final String SELECT =
      "SELECT id, channel, user_ref, digest, body, state, created_ms, due_ms, tries, error"
          + " FROM notification_delivery ";

  private DeliveryTable() {}

  static void insert(Connection connection, Collection<DeliveryRow> rows) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO notification_delivery (id, channel, user_ref, digest, body, state,"
                + " claimed, created_ms, due_ms, tries) VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?, 0)")) {
      for (DeliveryRow row : rows) {
        insert.setString(1, row.id());
        insert.setString(2, row.channel());
        insert.setString(3, row.user());
        insert.setString(4, row.digest());
        insert.setString(5, row.body());
        insert.setLong(6, row.created());
        insert.setLong(7, row.due());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Returns what is due for a channel, what is due longest first. */
  static List<DeliveryRow> due(Connection connection, String channel, long now, int limit)
      throws SQLException {
    return select(
        connection,
        "WHERE channel = ? AND state = 0 AND due_ms <= ? ORDER BY due_ms, created_ms, id LIMIT ?",
        channel,
        now,
        limit);
  }

  /** Returns what is due of a digest, oldest first. */
  static List<DeliveryRow> digest(Connection connection, DeliveryRow like, long now, int limit)
      throws SQLException {
    return select(
        connection,
        "WHERE channel = ? AND state = 0 AND user_ref = ? AND digest = ? AND due_ms <= ?"
            + " ORDER BY created_ms, id LIMIT ?",
        like.channel(),
        like.user(),
        like.digest(),
        now,
        limit);
  }

  /** Returns whether nobody else was quicker. */
  static boolean claim(Connection connection, DeliveryRow row, long until) throws SQLException {
    return execute(
            connection,
            "UPDATE notification_delivery SET claimed = 1, due_ms = ?, tries = tries + 1"
                + " WHERE id = ? AND due_ms = ? AND tries = ? AND state = 0",
            until,
            row.id(),
            row.due(),
            row.tries())
        == 1;
  }

  /** Gives back what was not tried. */
  static void release(Connection connection, String id, long now) throws SQLException {
    execute(
        connection,
        "UPDATE notification_delivery SET claimed = 0, due_ms = ?, tries = tries - 1"
            + " WHERE id = ? AND claimed = 1",
        now,
        id);
  }

  /** Gives back what somebody had who is gone. */
  static void releaseAll(Connection connection, String channel, long now) throws SQLException {
    execute(
        connection,
        "UPDATE notification_delivery SET claimed = 0, due_ms = ?"
            + " WHERE channel = ? AND state = 0 AND claimed = 1",
        now,
        channel);
  }

  static void failed(Connection connection, String id, boolean dead, String error, long due)
      throws SQLException {
    execute(
        connection,
        "UPDATE notification_delivery SET claimed = 0, state = ?, error = ?, due_ms = ?"
            + " WHERE id = ?",
        dead ? 1 : 0,
        error,
        due,
        id);
  }

  static boolean delete(Connection connection, String id) throws SQLException {
    return execute(connection, "DELETE FROM notification_delivery WHERE id = ?", id) == 1;
  }

  /** Has something tried again as if it were new; returns whether it is there. */
  static boolean retry(Connection connection, String id, long now) throws SQLException {
    return execute(
            connection,
            "UPDATE notification_delivery SET state = 0, claimed = 0, tries = 0, due_ms = ?,"
                + " created_ms = ? WHERE id = ? AND (state = 1 OR claimed = 0)",
            now,
            now,
            id)
        == 1;
  }

  /** Gives up what is older than a time and waits; returns how many. */
  static int expire(Connection connection, long before, String why) throws SQLException {
    return execute(
        connection,
        "UPDATE notification_delivery SET state = 1, claimed = 0, error = coalesce(error, ?)"
            + " WHERE state = 0 AND created_ms < ?",
        why,
        before);
  }

  /** Deletes what was given up and is older than a time. */
  static int purge(Connection connection, long before) throws SQLException {
    return execute(
        connection, "DELETE FROM notification_delivery WHERE state = 1 AND created_ms < ?", before);
  }

  static List<DeliveryRow> list(
      Connection connection, boolean dead, Optional<String> channel, int limit)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(dead ? 1 : 0);
    channel.ifPresent(values::add);
    values.add(limit);
    return select(
        connection,
        "WHERE state = ?"
            + (channel.isPresent() ? " AND channel = ?" : "")
            + " ORDER BY created_ms, id LIMIT ?",
        values.toArray());
  }

  /** Returns when the next one of a channel is due, or empty. */
  static Optional<Long> next(Connection connection, String channel) throws SQLException {
    return number(
        connection,
        "SELECT min(due_ms) FROM notification_delivery WHERE channel = ? AND state = 0",
        channel);
  }

  static long count(Connection connection, String channel, boolean dead) throws SQLException {
    return number(
            connection,
            "SELECT count(*) FROM notification_delivery WHERE channel = ? AND state = ?",
            channel,
            dead ? 1 : 0)
        .orElse(0L);
  }

  private static Optional<Long> number(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, values);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        long value = row.getLong(1);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
      }
    }
  }

  private static List<DeliveryRow> select(Connection connection, String where, Object... values)
      throws SQLException {
    List<DeliveryRow> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT + where)) {
      bind(select, values);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(
              new DeliveryRow(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getInt(6) == 1,
                  row.getLong(7),
                  row.getLong(8),
                  row.getLong(9),
                  Optional.ofNullable(row.getString(10))));
        }
      }
    }
    return found;
  }

  static int execute(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
