package dev.callboard.catalog.history;

import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds in the change log what was deleted and did not come back. */
final class DeletedEntities {
  private static final String GONE =
      " FROM changes c WHERE c.op = 'delete' AND NOT EXISTS (SELECT 1 FROM entities e WHERE e.uid ="
          + " c.uid AND e.final IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM changes n WHERE n.ref ="
          + " c.ref AND n.uid = c.uid AND n.seq > c.seq) AND NOT EXISTS (SELECT 1 FROM purged_uids"
          + " p WHERE p.uid = c.uid)";

  private DeletedEntities() {}

  /**
   * Returns the numbers of deletions, the last one first.
   *
   * @param kind in lower case, or null
   */
  static List<Deletion> before(Connection connection, long seq, String kind, int limit)
      throws SQLException {
    List<Object> parameters = new ArrayList<>(List.of(seq));
    String where = " AND c.seq < ?";
    if (kind != null) {
      where += " AND c.ref >= ? AND c.ref < ?";
      parameters.add(kind + ":");
      parameters.add(kind + ";");
    }
    parameters.add(limit);
    return select(connection, where + " ORDER BY c.seq DESC LIMIT ?", parameters.toArray());
  }

  /** Returns the deletion of an entity. */
  static Optional<Deletion> of(Connection connection, UUID uid) throws SQLException {
    return select(connection, " AND c.uid = ? ORDER BY c.seq DESC LIMIT 1", uid.toString()).stream()
        .findFirst();
  }

  /**
   * Where a deletion stands.
   *
   * @param seq its number
   * @param ref what was deleted
   */
  record Deletion(long seq, String ref) {
    /** Returns the deletion with the form before, empty when that is no longer kept. */
    Optional<DeletedEntity> read(Connection connection) throws SQLException {
      List<Change> changes = ChangeTable.history(connection, ref, seq + 1, 2);
      if (changes.size() < 2 || changes.get(0).seq() != seq) {
        return Optional.empty();
      }
      return Optional.ofNullable(Form.after(changes.get(1)))
          .filter(form -> form.uid().equals(changes.get(0).uid()))
          .map(form -> new DeletedEntity(changes.get(0), form));
    }
  }

  /** Returns the reference that a deleted entity had last. */
  static Optional<String> ref(Connection connection, UUID uid) throws SQLException {
    return Sql.first(
        connection,
        "SELECT ref FROM changes WHERE op = 'delete' AND uid = ? ORDER BY seq DESC LIMIT 1",
        row -> row.getString(1),
        uid.toString());
  }

  private static List<Deletion> select(Connection connection, String where, Object... parameters)
      throws SQLException {
    return Sql.list(
        connection,
        "SELECT c.seq, c.ref" + GONE + where,
        row -> new Deletion(row.getLong(1), row.getString(2)),
        parameters);
  }
}
