package dev.callboard.supply.chain.summary;

import dev.callboard.catalog.api.EntityNote;
import dev.callboard.platform.database.Sql;
import dev.callboard.supply.chain.model.Severity;
import dev.callboard.supply.chain.store.Numbers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which summaries are due, and what they say. Works in the transaction of the connection. */
public final class SummaryTable {
  private SummaryTable() {}

  /** Notes that what is known of entities has changed. */
  public static void due(Connection c, Collection<String> entityRefs) throws SQLException {
    long mark = Numbers.take(c, 1);
    Sql.batch(
        c,
        "INSERT INTO summary_due (entity_ref, mark) VALUES (?, ?)"
            + " ON CONFLICT (entity_ref) DO UPDATE SET mark = excluded.mark",
        entityRefs.stream().map(ref -> new Object[] {ref, mark}).toList());
  }

  /** Returns some that are due, with their marks. */
  static Map<String, Long> some(Connection c, int limit) throws SQLException {
    Map<String, Long> due = new LinkedHashMap<>();
    Sql.list(
        c,
        row -> due.put(row.getString(1), row.getLong(2)),
        "SELECT entity_ref, mark FROM summary_due ORDER BY entity_ref LIMIT ?",
        limit);
    return due;
  }

  /** Takes off those that have not changed again. */
  static void done(Connection c, Map<String, Long> due) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    due.forEach((ref, mark) -> rows.add(new Object[] {ref, mark}));
    Sql.batch(c, "DELETE FROM summary_due WHERE entity_ref = ? AND mark = ?", rows);
  }

  /** Returns what is to be said of entities; empty of those of which nothing is known. */
  static Map<String, Optional<EntityNote>> notes(Connection c, Collection<String> entityRefs)
      throws SQLException {
    Map<String, String> digests = new HashMap<>();
    Sql.in(
        c,
        row -> digests.put(row.getString(1), row.getInt(3) > 0 ? row.getString(2) : ""),
        "SELECT entity_ref, digest, components FROM document WHERE digest <> ''"
            + " AND entity_ref IN (??) ORDER BY CASE WHEN components > 0 THEN 1 ELSE 0 END,"
            + " received_ms, id",
        entityRefs);
    Map<String, Summary> summaries = new HashMap<>();
    digests.forEach((ref, digest) -> summaries.put(ref, new Summary(digest)));
    Sql.eachIn(
        c,
        row -> new Object[] {row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4)},
        row ->
            summaries
                .computeIfAbsent((String) row[0], key -> new Summary(""))
                .add(Severity.values()[(int) row[1]], (long) row[2], (long) row[3]),
        "SELECT entity_ref, severity, count(*), sum(kev) FROM finding"
            + " WHERE state IN ('OPEN', 'ACKNOWLEDGED') AND entity_ref IN (??)"
            + " GROUP BY entity_ref, severity",
        entityRefs);
    Map<String, Optional<EntityNote>> notes = new LinkedHashMap<>();
    for (String ref : entityRefs) {
      notes.put(ref, Optional.ofNullable(summaries.get(ref)).map(Summary::note));
    }
    return notes;
  }
}
