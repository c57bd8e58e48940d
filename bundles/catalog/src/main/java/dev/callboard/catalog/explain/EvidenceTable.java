package dev.callboard.catalog.explain;

import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.history.PurgedUids;
import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Looks a reference up in the tables of the catalog. */
final class EvidenceTable {
  private static final int HISTORY = 2;

  private EvidenceTable() {}

  static Evidence find(Connection connection, String ref) throws SQLException {
    List<Change> history = ChangeTable.history(connection, ref, Long.MAX_VALUE, HISTORY);
    return new Evidence(
        Sql.first(
            connection,
            "SELECT location_key, CASE WHEN final IS NULL THEN 0 ELSE 1 END, orphan, errors,"
                + " target_errors FROM entities WHERE ref = ?",
            row ->
                new Evidence.Row(
                    row.getString(1),
                    row.getInt(2) == 1,
                    row.getInt(3) == 1,
                    row.getString(4),
                    row.getString(5)),
            ref),
        Sql.list(
            connection,
            "SELECT e.root_key, e.source_key, e.parent_ref, s.state, s.errors, s.read_at,"
                + " s.changed_at FROM edges e LEFT JOIN sources s ON s.root_key = e.root_key AND"
                + " s.source_key = e.source_key WHERE e.child_ref = ? ORDER BY e.root_key,"
                + " e.source_key, e.parent_ref",
            row ->
                new Evidence.Listing(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getLong(6),
                    row.getLong(7)),
            ref),
        Sql.list(
            connection,
            "SELECT loser_key, loser_line, winner_key, kind, first_seen FROM conflicts WHERE ref ="
                + " ? ORDER BY loser_key, loser_line",
            row ->
                new Evidence.Lost(
                    row.getString(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getString(4),
                    row.getLong(5)),
            ref),
        history.stream().findFirst(),
        lastForm(connection, history));
  }

  private static Optional<Change> lastForm(Connection connection, List<Change> history)
      throws SQLException {
    Optional<Change> last = history.stream().filter(change -> change.entity() != null).findFirst();
    return last.isPresent() && PurgedUids.contains(connection, last.get().uid())
        ? Optional.empty()
        : last;
  }
}
