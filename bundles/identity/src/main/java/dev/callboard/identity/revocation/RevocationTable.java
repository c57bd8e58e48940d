package dev.callboard.identity.revocation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of what is revoked. One for each user at the most, so that the list has an end. */
final class RevocationTable {
  private RevocationTable() {}

  static long seq(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT seq FROM revocation_head WHERE id = 1");
        ResultSet rows = query.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("revocation_head has no row");
      }
      return rows.getLong(1);
    }
  }

  /** Takes the next number, which makes writers follow one another. */
  static void next(Connection connection) throws SQLException {
    update(connection, "UPDATE revocation_head SET seq = seq + 1 WHERE id = 1");
  }

  static Revoked all(Connection connection) throws SQLException {
    long seq = seq(connection);
    Map<String, Revoked.Mark> marks = new HashMap<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT user_ref, tokens_before, sessions_before FROM user_revocation");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        marks.put(rows.getString(1), new Revoked.Mark(rows.getLong(2), rows.getLong(3)));
      }
    }
    Set<String> blocked = new HashSet<>();
    blocked(connection).forEach(each -> blocked.add(each.user()));
    return new Revoked(seq, Map.copyOf(marks), Set.copyOf(blocked));
  }

  /**
   * Moves the marks of a user on, never back. One that was set in the same second moves on, too:
   * what was issued since is of the second that it names.
   */
  static void mark(Connection connection, String user, Revoked.Mark mark) throws SQLException {
    update(
        connection,
        "INSERT INTO user_revocation (user_ref, tokens_before, sessions_before) VALUES (?, ?, ?)"
            + " ON CONFLICT (user_ref) DO UPDATE SET"
            + " tokens_before = CASE WHEN excluded.tokens_before > user_revocation.tokens_before"
            + " THEN excluded.tokens_before ELSE user_revocation.tokens_before + 1 END,"
            + " sessions_before = CASE WHEN excluded.sessions_before = 0 THEN"
            + " user_revocation.sessions_before WHEN excluded.sessions_before >"
            + " user_revocation.sessions_before THEN excluded.sessions_before ELSE"
            + " user_revocation.sessions_before + 1 END",
        user,
        mark.tokens(),
        mark.sessions());
  }

  /** Forgets marks that nothing can be older than any more. */
  static void deleteEnded(Connection connection, long tokens, long sessions) throws SQLException {
    update(
        connection,
        "DELETE FROM user_revocation WHERE tokens_before < ? AND sessions_before < ?",
        tokens,
        sessions);
  }

  static List<BlockedUser> blocked(Connection connection) throws SQLException {
    List<BlockedUser> blocked = new ArrayList<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT user_ref, since_second, by_ref, reason FROM blocked_user ORDER BY"
                    + " user_ref");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        blocked.add(
            new BlockedUser(
                rows.getString(1),
                Instant.ofEpochSecond(rows.getLong(2)),
                rows.getString(3),
                rows.getString(4)));
      }
    }
    return blocked;
  }

  static void block(Connection connection, BlockedUser user) throws SQLException {
    unblock(connection, user.user());
    update(
        connection,
        "INSERT INTO blocked_user (user_ref, since_second, by_ref, reason) VALUES (?, ?, ?, ?)",
        user.user(),
        user.since().getEpochSecond(),
        user.by(),
        user.reason());
  }

  /** Returns whether the user was blocked. */
  static boolean unblock(Connection connection, String user) throws SQLException {
    return update(connection, "DELETE FROM blocked_user WHERE user_ref = ?", user) > 0;
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
