package dev.callboard.catalog.store;

import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What one transaction of a run leaves for the last one to decide. It is kept in the database, so
 * that the next run decides it when the server ends in between.
 */
final class OpenEnds {
  // Put before the generation of a file it makes that file be read again.
  private static final String UNDECIDED = "?";

  private OpenEnds() {}

  /** Keeps what may belong to nobody, and which files have claims that are not decided. */
  static void keep(Connection connection, String rootKey, Changes changes) throws SQLException {
    List<Object[]> candidates = new ArrayList<>();
    changes.orphanCandidates().forEach(ref -> candidates.add(new Object[] {rootKey, ref}));
    Sql.batch(
        connection,
        "INSERT INTO orphan_candidates (root_key, ref) VALUES (?, ?) ON CONFLICT DO NOTHING",
        candidates);
    List<Object[]> files = new ArrayList<>();
    Collection<Changes.Lost> lost = changes.lost();
    lost.stream()
        .map(Changes.Lost::sourceKey)
        .distinct()
        .forEach(source -> files.add(new Object[] {UNDECIDED, rootKey, source, UNDECIDED}));
    Sql.batch(
        connection,
        "UPDATE sources SET generation = ? || generation WHERE root_key = ? AND source_key = ? AND"
            + " SUBSTR(generation, 1, 1) <> ?",
        files);
  }

  /** Takes up what may belong to nobody; everything counts as decided from here on. */
  static void close(Connection connection, String rootKey, Set<String> orphanCandidates)
      throws SQLException {
    Sql.query(
        connection,
        "SELECT ref FROM orphan_candidates WHERE root_key = ?",
        row -> orphanCandidates.add(row.getString(1)),
        rootKey);
    Sql.update(connection, "DELETE FROM orphan_candidates WHERE root_key = ?", rootKey);
    Sql.update(
        connection,
        "UPDATE sources SET generation = SUBSTR(generation, 2) WHERE root_key = ? AND"
            + " SUBSTR(generation, 1, 1) = ?",
        rootKey,
        UNDECIDED);
  }
}
