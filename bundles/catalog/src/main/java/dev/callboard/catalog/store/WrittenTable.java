package dev.callboard.catalog.store;

import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The documents of entities that were written through the API. */
final class WrittenTable {
  private WrittenTable() {}

  static void save(Connection connection, Map<String, String> documents) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    documents.forEach((ref, document) -> rows.add(new Object[] {ref, document}));
    Sql.batch(
        connection,
        "INSERT INTO written (ref, document) VALUES (?, ?)"
            + " ON CONFLICT (ref) DO UPDATE SET document = excluded.document",
        rows);
  }

  static Optional<String> find(Connection connection, String ref) throws SQLException {
    List<String> found = new ArrayList<>(1);
    Sql.query(
        connection,
        "SELECT document FROM written WHERE ref = ?",
        row -> found.add(row.getString(1)),
        ref);
    return found.stream().findFirst();
  }

  /**
   * Returns the documents that were processed in another way than now, in their order.
   *
   * @param after only those whose references are greater
   */
  static List<WrittenDocument> stale(
      Connection connection, String generation, String after, int limit) throws SQLException {
    List<WrittenDocument> found = new ArrayList<>();
    Sql.query(
        connection,
        "SELECT w.ref, w.document FROM written w LEFT JOIN sources s ON s.root_key = '"
            + ApiKeys.ROOT
            + "' AND s.source_key = 'entity:' || w.ref WHERE w.ref > ? AND (s.digest IS NULL OR"
            + " s.generation IS NULL OR s.generation <> ?) ORDER BY w.ref LIMIT "
            + limit,
        row -> found.add(new WrittenDocument(row.getString(1), row.getString(2))),
        after,
        generation);
    return found;
  }

  /** Forgets entities that are gone. */
  static void remove(Connection connection, Collection<String> refs) throws SQLException {
    Sql.updateIn(connection, "DELETE FROM written WHERE ref IN (%s)", refs);
    List<Object[]> rows = new ArrayList<>();
    refs.forEach(ref -> rows.add(new Object[] {ApiKeys.ROOT, ApiKeys.source(ref)}));
    Sql.batch(connection, "DELETE FROM sources WHERE root_key = ? AND source_key = ?", rows);
  }
}
