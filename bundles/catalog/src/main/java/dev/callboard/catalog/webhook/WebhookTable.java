package dev.callboard.catalog.webhook;

import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The table {@code webhooks}. */
final class WebhookTable {
  private WebhookTable() {}

  static Optional<WebhookState> find(Connection connection, String name) throws SQLException {
    return Sql.first(
        connection,
        "SELECT name, position, pending_end, lease_owner, lease_until, attempts, next_attempt,"
            + " delivered, delivered_at, last_error, last_error_at FROM webhooks WHERE name = ?",
        WebhookTable::read,
        name);
  }

  private static WebhookState read(ResultSet row) throws SQLException {
    return new WebhookState(
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        row.getString(4),
        row.getLong(5),
        row.getInt(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        row.getString(10),
        row.getLong(11));
  }

  /** Adds a webhook that begins after a position, unless it is known. */
  static void add(Connection connection, String name, long position) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO webhooks (name, position) VALUES (?, ?) ON CONFLICT DO NOTHING",
        name,
        position);
  }

  /**
   * Takes or keeps the right to send.
   *
   * @param alone whether nobody else can have it: then what a crash left behind does not count
   */
  static boolean claim(
      Connection connection, String name, String owner, long now, long until, boolean alone)
      throws SQLException {
    return Sql.update(
            connection,
            "UPDATE webhooks SET lease_owner = ?, lease_until = ? WHERE name = ? AND (lease_owner"
                + " IS NULL OR lease_owner = ? OR lease_until < ?)",
            owner,
            until,
            name,
            owner,
            alone ? Long.MAX_VALUE : now)
        == 1;
  }

  static void release(Connection connection, String name, String owner) throws SQLException {
    Sql.update(
        connection,
        "UPDATE webhooks SET lease_owner = NULL, lease_until = 0 WHERE name = ? AND lease_owner ="
            + " ?",
        name,
        owner);
  }

  /** Notes what is about to be sent; returns false when somebody else has the right to by now. */
  static boolean begin(Connection connection, String name, String owner, long end)
      throws SQLException {
    return Sql.update(
            connection,
            "UPDATE webhooks SET pending_end = ? WHERE name = ? AND lease_owner = ?",
            end,
            name,
            owner)
        == 1;
  }

  /** Notes that everything up to a position has been told, or was not wanted. */
  static boolean advance(
      Connection connection, String name, String owner, long position, int delivered, long now)
      throws SQLException {
    if (delivered == 0) {
      return Sql.update(
              connection,
              "UPDATE webhooks SET position = ?, pending_end = 0 WHERE name = ? AND lease_owner ="
                  + " ?",
              position,
              name,
              owner)
          == 1;
    }
    return Sql.update(
            connection,
            "UPDATE webhooks SET position = ?, pending_end = 0, attempts = 0, next_attempt = 0,"
                + " delivered = delivered + ?, delivered_at = ?, last_error = NULL WHERE name = ?"
                + " AND lease_owner = ?",
            position,
            delivered,
            now,
            name,
            owner)
        == 1;
  }

  static void failed(
      Connection connection, String name, String owner, String error, long now, long next)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE webhooks SET attempts = attempts + 1, last_error = ?, last_error_at = ?,"
            + " next_attempt = ? WHERE name = ? AND lease_owner = ?",
        error,
        now,
        next,
        name,
        owner);
  }
}
