package dev.callboard.catalog.store;

import dev.callboard.catalog.changes.ChangeSet;
import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.catalog.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks up how entities stood before the transaction, for audit. */
final class FormerEntities {
  private FormerEntities() {}

  /** Gives the updates that are audited their former form; to be called before it is replaced. */
  static void fill(Connection connection, ChangeSet log) throws SQLException {
    Map<String, byte[]> former = new HashMap<>();
    List<String> refs =
        log.entries().stream().filter(FormerEntities::wanted).map(ChangeSet.Entry::ref).toList();
    Sql.queryIn(
        connection,
        "SELECT ref, final FROM entities WHERE final IS NOT NULL AND ref IN (%s)",
        refs,
        row -> former.put(row.getString(1), row.getString(2).getBytes(StandardCharsets.UTF_8)));
    log.entries()
        .replaceAll(
            entry -> {
              byte[] before = wanted(entry) ? former.get(entry.ref()) : null;
              return before == null ? entry : entry.after(before);
            });
  }

  private static boolean wanted(ChangeSet.Entry entry) {
    return entry.type() == ChangeType.UPDATE && !entry.derived() && entry.before() == null;
  }

  /** Returns the digests of those that are served: their forms together may be large. */
  static Map<String, String> digests(Connection connection, Collection<String> refs)
      throws SQLException {
    Map<String, String> digests = new HashMap<>();
    Sql.queryIn(
        connection,
        "SELECT ref, final FROM entities WHERE final IS NOT NULL AND ref IN (%s)",
        refs,
        row ->
            digests.put(
                row.getString(1),
                ChangeSet.digest(row.getString(2).getBytes(StandardCharsets.UTF_8))));
    return digests;
  }
}
