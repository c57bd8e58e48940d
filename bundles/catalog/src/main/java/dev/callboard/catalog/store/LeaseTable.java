package dev.callboard.catalog.store;

import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The tables {@code root_leases} and {@code nodes}. All times are those of PostgreSQL, so the
 * clocks of nodes do not matter.
 */
public final class LeaseTable {
  private static final String NOW = "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

  private LeaseTable() {}

  /**
   * Takes a lease that nobody has, that has ended, or that is the node's own.
   *
   * @return the token of the new lease, empty when another node has it
   */
  public static OptionalLong claim(Connection connection, String rootKey, String node, long millis)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO root_leases (root_key, node, token, expires, read_at) VALUES (?, NULL, 0, 0,"
            + " 0) ON CONFLICT DO NOTHING",
        rootKey);
    List<Long> tokens = new ArrayList<>(1);
    Sql.query(
        connection,
        "UPDATE root_leases SET node = ?, token = token + 1, expires = "
            + NOW
            + " + ? WHERE root_key = ? AND (node IS NULL OR node = ? OR expires < "
            + NOW
            + ") RETURNING token",
        row -> tokens.add(row.getLong(1)),
        node,
        millis,
        rootKey,
        node);
    return tokens.isEmpty() ? OptionalLong.empty() : OptionalLong.of(tokens.get(0));
  }

  /** Gives a lease back, unless the token is no longer the root's. */
  public static void release(Connection connection, String rootKey, long token)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE root_leases SET node = NULL, read_at = "
            + NOW
            + " WHERE root_key = ? AND token = ?",
        rootKey,
        token);
  }

  /** Takes the root from whoever reads it. */
  static void revoke(Connection connection, String rootKey) throws SQLException {
    Sql.update(connection, "DELETE FROM root_leases WHERE root_key = ?", rootKey);
  }

  /** Returns whether the token is the root's, which stays so until the transaction ends. */
  public static boolean holds(Connection connection, String rootKey, long token)
      throws SQLException {
    boolean[] held = {false};
    Sql.query(
        connection,
        "SELECT 1 FROM root_leases WHERE root_key = ? AND token = ? FOR UPDATE",
        row -> held[0] = true,
        rootKey,
        token);
    return held[0];
  }

  /** Returns whether a root was read to its end within the last milliseconds. */
  public static boolean isFresh(Connection connection, String rootKey, long millis)
      throws SQLException {
    boolean[] fresh = {false};
    Sql.query(
        connection,
        "SELECT 1 FROM root_leases WHERE root_key = ? AND read_at > " + NOW + " - ?",
        row -> fresh[0] = true,
        rootKey,
        millis);
    return fresh[0];
  }

  /** Makes the leases of a node, and its own entry, last from now on. */
  public static void renew(Connection connection, String node, long millis) throws SQLException {
    Sql.update(
        connection,
        "UPDATE root_leases SET expires = " + NOW + " + ? WHERE node = ?",
        millis,
        node);
    Sql.update(
        connection,
        "INSERT INTO nodes (node, expires) VALUES (?, "
            + NOW
            + " + ?) ON CONFLICT (node) DO UPDATE SET expires = excluded.expires",
        node,
        millis);
    Sql.update(connection, "DELETE FROM nodes WHERE expires < " + NOW);
  }

  /** Returns the roots whose lease has ended without being given back. */
  public static Set<String> ended(Connection connection) throws SQLException {
    Set<String> keys = new LinkedHashSet<>();
    Sql.query(
        connection,
        "SELECT root_key FROM root_leases WHERE node IS NOT NULL AND expires < " + NOW,
        row -> keys.add(row.getString(1)));
    return keys;
  }

  /** Returns whether no other node is there. */
  public static boolean isAlone(Connection connection, String node) throws SQLException {
    boolean[] others = {false};
    Sql.query(
        connection,
        "SELECT 1 FROM nodes WHERE node <> ? AND expires >= " + NOW,
        row -> others[0] = true,
        node);
    return !others[0];
  }

  /** Takes a node off that stops. */
  public static void leave(Connection connection, String node) throws SQLException {
    Sql.update(connection, "DELETE FROM nodes WHERE node = ?", node);
  }
}
