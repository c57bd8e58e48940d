package dev.callboard.catalog.store;

import dev.callboard.catalog.sql.Sql;
import dev.callboard.platform.error.PortalException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table {@code pending_deletions}. Which entities are held stands in the table {@code edges}:
 * the root lists them by a file that does not exist, {@link #HELD}.
 */
public final class PendingTable {
  /** Stands for a file in the list of what a root has. */
  static final String HELD = "held:";

  private static final String SELECT =
      "SELECT id, root_key, state, held_at, seen_at, readings, owned, (SELECT COUNT(*) FROM edges"
          + " WHERE edges.root_key = pending_deletions.root_key AND source_key = 'held:') FROM"
          + " pending_deletions";

  private PendingTable() {}

  /** Returns all, the newest first. */
  public static List<PendingDeletion> all(Connection connection) throws SQLException {
    return select(connection, " ORDER BY held_at DESC, id");
  }

  /** Returns the one of an id. */
  public static Optional<PendingDeletion> byId(Connection connection, String id)
      throws SQLException {
    return select(connection, " WHERE id = ?", id).stream().findFirst();
  }

  /** Returns the one of an id, or throws that there is none. */
  public static PendingDeletion require(Connection connection, String id) throws SQLException {
    return byId(connection, id)
        .orElseThrow(
            () ->
                PortalException.notFound(
                    "There is no pending deletion "
                        + id
                        + "; it was done, or its entities are listed again"));
  }

  /** Returns some of the entities of one, in the order of their references. */
  public static List<String> refs(
      Connection connection, PendingDeletion pending, String after, int limit) throws SQLException {
    List<String> refs = new ArrayList<>();
    Sql.query(
        connection,
        "SELECT child_ref FROM edges WHERE root_key = ? AND source_key = ? AND child_ref > ? ORDER"
            + " BY child_ref LIMIT ?",
        row -> refs.add(row.getString(1)),
        pending.rootKey(),
        HELD,
        after,
        limit);
    return refs;
  }

  static Optional<PendingDeletion> byRoot(Connection connection, String rootKey)
      throws SQLException {
    return select(connection, " WHERE root_key = ?", rootKey).stream().findFirst();
  }

  private static List<PendingDeletion> select(Connection connection, String rest, Object... values)
      throws SQLException {
    List<PendingDeletion> found = new ArrayList<>();
    Sql.query(
        connection,
        SELECT + rest,
        row ->
            found.add(
                new PendingDeletion(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getInt(6),
                    row.getInt(7),
                    row.getInt(8))),
        values);
    return found;
  }

  /** Stores one in place of what the root has. */
  static void save(Connection connection, PendingDeletion pending) throws SQLException {
    delete(connection, pending.rootKey());
    Sql.update(
        connection,
        "INSERT INTO pending_deletions (id, root_key, state, held_at, seen_at, readings, owned)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        pending.id(),
        pending.rootKey(),
        pending.state(),
        pending.heldAt(),
        pending.seenAt(),
        pending.readings(),
        pending.owned());
  }

  /** Keeps others from deciding until the transaction ends; returns whether there is one. */
  static boolean lock(Connection connection, String rootKey) throws SQLException {
    return Sql.update(
            connection,
            "UPDATE pending_deletions SET seen_at = seen_at WHERE root_key = ?",
            rootKey)
        == 1;
  }

  /** Says that entities are to stay; returns whether that is new. */
  static boolean reject(Connection connection, PendingDeletion pending) throws SQLException {
    return Sql.update(
            connection,
            "UPDATE pending_deletions SET state = 'rejected' WHERE id = ? AND state = 'held'",
            pending.id())
        == 1;
  }

  static int delete(Connection connection, String rootKey) throws SQLException {
    return Sql.update(connection, "DELETE FROM pending_deletions WHERE root_key = ?", rootKey);
  }

  /** Has entities listed though no file does. */
  static void hold(Connection connection, String rootKey, Collection<String> refs)
      throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    refs.forEach(ref -> rows.add(new Object[] {rootKey, HELD, "", ref}));
    Sql.batch(
        connection,
        "INSERT INTO edges (root_key, source_key, parent_ref, child_ref) VALUES (?, ?, ?, ?) ON"
            + " CONFLICT DO NOTHING",
        rows);
  }

  /** Undoes {@link #hold}; returns what was held. */
  static Set<String> release(Connection connection, String rootKey) throws SQLException {
    Set<String> refs = new LinkedHashSet<>();
    Sql.query(
        connection,
        "SELECT child_ref FROM edges WHERE root_key = ? AND source_key = ?",
        row -> refs.add(row.getString(1)),
        rootKey,
        HELD);
    if (!refs.isEmpty()) {
      Sql.update(
          connection, "DELETE FROM edges WHERE root_key = ? AND source_key = ?", rootKey, HELD);
    }
    return refs;
  }

  /** Forgets that entities are held, whichever root they are held for. */
  static void release(Connection connection, Collection<String> refs) throws SQLException {
    Sql.updateIn(
        connection, "DELETE FROM edges WHERE source_key = 'held:' AND child_ref IN (%s)", refs);
  }
}
