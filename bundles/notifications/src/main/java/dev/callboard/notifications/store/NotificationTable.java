package dev.callboard.notifications.store;

import dev.callboard.notifications.api.Notification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables of notifications. Works in the transaction of the connection, and blocks. */
final class NotificationTable {
  private final Rows rows = new Rows();

  /**
   * Stores a notification; one of the same scope, origin and user is replaced, and unread again.
   */
  Notification put(Connection connection, Notification fresh) throws SQLException {
    Optional<Notification> before = ofScope(connection, fresh);
    if (before.isEmpty() && insert(connection, fresh)) {
      return fresh;
    }
    // Another sender may have been quicker.
    Notification known =
        before.isPresent() ? before.get() : ofScope(connection, fresh).orElseThrow();
    update(connection, known.id(), fresh);
    return new Notification(
        known.id(),
        known.user(),
        known.origin(),
        known.created(),
        Optional.of(fresh.created()),
        Optional.empty(),
        Optional.empty(),
        fresh.payload());
  }

  private Optional<Notification> ofScope(Connection connection, Notification fresh)
      throws SQLException {
    if (fresh.payload().scope().isEmpty()) {
      return Optional.empty();
    }
    String sql =
        Rows.COLUMNS
            + " FROM notification n LEFT JOIN notification_status s"
            + " ON s.notification_id = n.id AND s.user_ref = n.user_ref"
            + " WHERE n.scope = ? AND n.origin = ? AND n.user_ref = ?";
    List<Object> values =
        List.of(fresh.payload().scope().get(), fresh.origin(), fresh.user().orElse(""));
    return select(connection, sql, values).stream().findFirst();
  }

  private boolean insert(Connection connection, Notification fresh) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO notification (title, description, link, severity, topic, scope, icon,"
                + " metadata, id, user_ref, origin, created_ms)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      int at = rows.bind(insert, 1, fresh.payload());
      insert.setString(at++, fresh.id());
      insert.setString(at++, fresh.user().orElse(""));
      insert.setString(at++, fresh.origin());
      insert.setLong(at, fresh.created().toEpochMilli());
      return insert.executeUpdate() > 0;
    }
  }

  private void update(Connection connection, String id, Notification fresh) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE notification SET title = ?, description = ?, link = ?, severity = ?,"
                + " topic = ?, scope = ?, icon = ?, metadata = ?, updated_ms = ? WHERE id = ?")) {
      int at = rows.bind(update, 1, fresh.payload());
      update.setLong(at++, fresh.created().toEpochMilli());
      update.setString(at, id);
      update.executeUpdate();
    }
    execute(
        connection,
        "UPDATE notification_status SET read_ms = NULL WHERE notification_id = ?",
        List.of(id));
  }

  List<Notification> list(
      Connection connection, String user, NotificationQuery query, String order, int limit, int at)
      throws SQLException {
    NotificationQuery.Condition condition = query.condition(user);
    List<Object> values = new ArrayList<>(condition.values());
    values.add(limit);
    values.add(at);
    return select(connection, Rows.COLUMNS + condition.sql() + order + " LIMIT ? OFFSET ?", values);
  }

  long count(Connection connection, String user, NotificationQuery query) throws SQLException {
    NotificationQuery.Condition condition = query.condition(user);
    try (PreparedStatement select =
        connection.prepareStatement("SELECT count(*)" + condition.sql())) {
      Rows.bind(select, condition.values());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  List<String> distinct(Connection connection, String column, String user, NotificationQuery query)
      throws SQLException {
    NotificationQuery.Condition condition = query.condition(user);
    String sql =
        "SELECT DISTINCT "
            + column
            + condition.sql()
            + " AND "
            + column
            + " IS NOT NULL ORDER BY 1";
    List<String> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      Rows.bind(select, condition.values());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(row.getString(1));
        }
      }
    }
    return found;
  }

  /** Returns those of the ids that the user may see. */
  List<Notification> byIds(Connection connection, String user, Set<String> ids)
      throws SQLException {
    NotificationQuery.Condition condition = NotificationQuery.all().condition(user);
    List<Notification> found = new ArrayList<>();
    for (String id : ids) {
      List<Object> values = new ArrayList<>(condition.values());
      values.add(id);
      found.addAll(select(connection, Rows.COLUMNS + condition.sql() + " AND n.id = ?", values));
    }
    return found;
  }

  /** Sets when a user read or saved a notification; the column is one of ours. */
  void mark(Connection connection, String column, String id, String user, Long millis)
      throws SQLException {
    try (PreparedStatement mark =
        connection.prepareStatement(
            "INSERT INTO notification_status (notification_id, user_ref, "
                + column
                + ") VALUES (?, ?, ?) ON CONFLICT (notification_id, user_ref) DO UPDATE SET "
                + column
                + " = excluded."
                + column)) {
      mark.setString(1, id);
      mark.setString(2, user);
      if (millis == null) {
        mark.setNull(3, java.sql.Types.BIGINT);
      } else {
        mark.setLong(3, millis);
      }
      mark.executeUpdate();
    }
  }

  /** Deletes what was neither sent nor replaced since a time; returns how many. */
  int purge(Connection connection, long before) throws SQLException {
    int count =
        execute(
            connection,
            "DELETE FROM notification WHERE created_ms < ? AND coalesce(updated_ms, 0) < ?",
            List.of(before, before));
    execute(
        connection,
        "DELETE FROM notification_status WHERE NOT EXISTS"
            + " (SELECT 1 FROM notification n WHERE n.id = notification_status.notification_id)",
        List.of());
    return count;
  }

  /** Deletes all that is kept of a user. */
  void forget(Connection connection, String user) throws SQLException {
    for (String table :
        List.of(
            "notification",
            "notification_status",
            "notification_setting",
            "notification_preference",
            "notification_delivery")) {
      execute(connection, "DELETE FROM " + table + " WHERE user_ref = ?", List.of(user));
    }
  }

  private List<Notification> select(Connection connection, String sql, List<Object> values)
      throws SQLException {
    List<Notification> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      Rows.bind(select, values);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(rows.read(row));
        }
      }
    }
    return found;
  }

  private static int execute(Connection connection, String sql, List<Object> values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Rows.bind(statement, values);
      return statement.executeUpdate();
    }
  }
}
