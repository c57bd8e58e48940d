package dev.callboard.supply.chain.store;

import dev.callboard.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All that is kept of an entity. Works in the transaction of the connection, and blocks. */
public final class EntityRows {
  private EntityRows() {}

  /** Returns the entities of which something is kept. */
  public static List<String> all(Connection c) throws SQLException {
    return Sql.list(
        c,
        row -> row.getString(1),
        "SELECT entity_ref FROM document UNION SELECT entity_ref FROM finding"
            + " UNION SELECT entity_ref FROM told UNION SELECT entity_ref FROM attestation"
            + " ORDER BY 1");
  }

  /**
   * Notes which entities are gone, in place of those noted before.
   *
   * @return those that were gone at a time already
   */
  public static List<String> gone(Connection c, Collection<String> refs, long now, long before)
      throws SQLException {
    Set<String> back =
        new HashSet<>(Sql.list(c, row -> row.getString(1), "SELECT entity_ref FROM gone"));
    back.removeAll(new HashSet<>(refs));
    Sql.batch(c, "DELETE FROM gone WHERE entity_ref = ?", rows(back));
    List<Object[]> fresh = new ArrayList<>();
    refs.forEach(ref -> fresh.add(new Object[] {ref, now}));
    Sql.batch(
        c, "INSERT INTO gone (entity_ref, since_ms) VALUES (?, ?) ON CONFLICT DO NOTHING", fresh);
    return Sql.list(
        c,
        row -> row.getString(1),
        "SELECT entity_ref FROM gone WHERE since_ms <= ? ORDER BY entity_ref",
        before);
  }

  private static List<Object[]> rows(Collection<String> refs) {
    return refs.stream().map(ref -> new Object[] {ref}).toList();
  }

  /** Deletes all that is kept of an entity. */
  public static void forget(Connection c, String entityRef) throws SQLException {
    for (String source :
        Sql.list(
            c,
            row -> row.getString(1),
            "SELECT source FROM document WHERE entity_ref = ?",
            entityRef)) {
      DocumentTable.delete(c, entityRef, source);
    }
    for (String table : List.of("alert", "decision", "finding_alias", "finding_history")) {
      Sql.update(
          c,
          "DELETE FROM "
              + table
              + " WHERE finding_id IN (SELECT id FROM finding WHERE entity_ref = ?)",
          entityRef);
    }
    for (String table : List.of("finding", "pending", "gone", "told", "attestation")) {
      Sql.update(c, "DELETE FROM " + table + " WHERE entity_ref = ?", entityRef);
    }
  }

  /** Deletes what webhooks told of an entity. */
  public static void forgetTold(Connection c, String entityRef, String source) throws SQLException {
    Sql.update(c, "DELETE FROM told WHERE entity_ref = ? AND source = ?", entityRef, source);
  }
}
