package dev.callboard.catalog.store;

import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table {@code conflicts}. */
final class ConflictTable {
  private static final String LOCATION = "location";
  private static final String DUPLICATE = "duplicate";
  private static final String INSERT =
      "INSERT INTO conflicts (ref, loser_key, winner_key, root_key, source_key, kind, loser_line,"
          + " first_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ref, loser_key, kind,"
          + " loser_line) DO UPDATE SET winner_key = excluded.winner_key, root_key ="
          + " excluded.root_key, source_key = excluded.source_key";

  private ConflictTable() {}

  /**
   * Stores which documents a later one of the same file has replaced, and forgets the conflicts of
   * documents that the files no longer have.
   */
  static void replace(Connection connection, String rootKey, List<SourceRead> reads)
      throws SQLException {
    forgetGone(connection, rootKey, reads);
    List<Object[]> sources = new ArrayList<>();
    List<Object[]> rows = new ArrayList<>();
    for (SourceRead read : reads) {
      sources.add(new Object[] {rootKey, read.row().sourceKey()});
      Map<String, Claim> last = new HashMap<>();
      for (Claim claim : read.claims()) {
        Claim earlier = last.put(claim.ref(), claim);
        if (earlier != null) {
          rows.add(row(earlier, earlier.locationKey(), rootKey, read.row().sourceKey(), DUPLICATE));
        }
      }
    }
    Sql.batch(
        connection,
        "DELETE FROM conflicts WHERE root_key = ? AND source_key = ? AND kind = 'duplicate'",
        sources);
    Sql.batch(connection, INSERT, rows);
  }

  private static void forgetGone(Connection connection, String rootKey, List<SourceRead> reads)
      throws SQLException {
    Map<String, Set<String>> claimed = new HashMap<>();
    for (SourceRead read : reads) {
      Set<String> refs = claimed.computeIfAbsent(read.row().sourceKey(), key -> new HashSet<>());
      read.claims().forEach(claim -> refs.add(claim.ref()));
    }
    List<Object[]> gone = new ArrayList<>();
    Sql.queryIn(
        connection,
        "SELECT source_key, ref FROM conflicts WHERE root_key = ? AND kind = 'location' AND"
            + " source_key IN (%s)",
        claimed.keySet(),
        row -> {
          if (!claimed.get(row.getString(1)).contains(row.getString(2))) {
            gone.add(new Object[] {rootKey, row.getString(1), row.getString(2)});
          }
        },
        rootKey);
    Sql.batch(
        connection,
        "DELETE FROM conflicts WHERE root_key = ? AND source_key = ? AND ref = ? AND kind ="
            + " 'location'",
        gone);
  }

  /** Removes the conflicts of claims that have their reference now. */
  static void won(Connection connection, Collection<Claim> claims) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    claims.forEach(claim -> rows.add(new Object[] {claim.ref(), claim.locationKey()}));
    Sql.batch(
        connection,
        "DELETE FROM conflicts WHERE kind = 'location' AND ref = ? AND loser_key = ?",
        rows);
  }

  /** Stores a lost claim; returns whether it is new. */
  static boolean save(
      Connection connection, String rootKey, String sourceKey, Claim claim, String winner)
      throws SQLException {
    boolean[] known = {false};
    Sql.query(
        connection,
        "SELECT winner_key FROM conflicts WHERE kind = 'location' AND ref = ? AND loser_key = ?",
        row -> known[0] = row.getString(1).equals(winner),
        claim.ref(),
        claim.locationKey());
    if (known[0]) {
      return false;
    }
    Sql.update(
        connection,
        "DELETE FROM conflicts WHERE kind = 'location' AND ref = ? AND loser_key = ?",
        claim.ref(),
        claim.locationKey());
    Sql.update(connection, INSERT, row(claim, winner, rootKey, sourceKey, LOCATION));
    return true;
  }

  private static Object[] row(
      Claim claim, String winner, String rootKey, String sourceKey, String kind) {
    return new Object[] {
      claim.ref(),
      claim.locationKey(),
      winner,
      rootKey,
      sourceKey,
      kind,
      claim.line(),
      System.currentTimeMillis()
    };
  }

  /** Returns all, by reference. */
  static List<Conflict> all(Connection connection) throws SQLException {
    List<Conflict> found = new ArrayList<>();
    Sql.query(
        connection,
        "SELECT ref, loser_key, loser_line, winner_key, root_key, kind, first_seen FROM conflicts"
            + " ORDER BY ref, loser_key, loser_line",
        row ->
            found.add(
                new Conflict(
                    row.getString(1),
                    row.getString(2),
                    row.getInt(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getLong(7))));
    return found;
  }
}
