package dev.callboard.catalog.store;

import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Files that several roots list. Such a file is read for each of them, but it claims a reference
 * once: what it wins it wins for all of them, and what it lost is remembered while one lists it.
 */
final class SharedFiles {
  private SharedFiles() {}

  /** Has the roots that list the file of a claim list what it has won. */
  static void list(Connection connection, Collection<Claim> won) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (Claim claim : won) {
      rows.add(new Object[] {claim.ref(), claim.locationKey()});
    }
    Sql.batch(
        connection,
        "INSERT INTO edges (root_key, source_key, parent_ref, child_ref) SELECT root_key,"
            + " source_key, parent_ref, ? FROM sources WHERE source_key = ? ON CONFLICT DO NOTHING",
        rows);
  }

  /** Leaves what files of a root have lost to another root that lists them. */
  static void bequeath(Connection connection, String rootKey, Collection<String> sourceKeys)
      throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (String key : sourceKeys) {
      if (!key.startsWith("entity:")) {
        rows.add(new Object[] {rootKey, rootKey, key, rootKey});
      }
    }
    Sql.batch(
        connection,
        "UPDATE conflicts SET root_key = (SELECT MIN(s.root_key) FROM sources s WHERE s.source_key"
            + " = conflicts.source_key AND s.root_key <> ?) WHERE root_key = ? AND source_key = ?"
            + " AND EXISTS (SELECT 1 FROM sources s WHERE s.source_key = conflicts.source_key AND"
            + " s.root_key <> ?)",
        rows);
  }

  /** Adds the files, for each root that lists them, that have lost one of these references. */
  static void losers(Connection connection, Collection<String> refs, Set<Changes.Source> found)
      throws SQLException {
    Sql.queryIn(
        connection,
        "SELECT root_key, source_key FROM conflicts WHERE kind = 'location' AND ref IN (%s)",
        refs,
        row -> found.add(new Changes.Source(row.getString(1), row.getString(2))));
    Sql.queryIn(
        connection,
        "SELECT s.root_key, s.source_key FROM conflicts c JOIN sources s ON s.source_key ="
            + " c.source_key WHERE c.kind = 'location' AND c.source_key NOT LIKE 'entity:%%' AND"
            + " c.ref IN (%s)",
        refs,
        row -> found.add(new Changes.Source(row.getString(1), row.getString(2))));
  }
}
