package dev.callboard.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.Sql;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the log last said of targets. Thread-safe; every method blocks. */
final class AuditedTargets {
  /**
   * The last record of a change of a target.
   *
   * @param seq its number
   * @param after the digest of the state after it, empty when it was deleted
   */
  record Last(long seq, String after) {}

  /** From one reference to the next in the index, however many records each has. */
  private static final String REFS =
      "WITH RECURSIVE found(ref) AS (SELECT MIN(target_ref) FROM audit_event WHERE target_ref > ?"
          + " UNION ALL SELECT (SELECT MIN(target_ref) FROM audit_event WHERE target_ref >"
          + " found.ref) FROM found WHERE found.ref IS NOT NULL)"
          + " SELECT ref FROM found WHERE ref IS NOT NULL LIMIT ";

  private static final String LAST =
      "SELECT target_ref, seq, body FROM audit_event WHERE seq IN (SELECT MAX(seq) FROM"
          + " audit_event WHERE target_kind = ? AND event_id = ? AND status = 'succeeded'"
          + " AND target_ref IN (??) GROUP BY target_ref)";

  private final ObjectMapper json = new ObjectMapper();
  private final PluginDatabase database;

  AuditedTargets(PluginDatabase database) {
    this.database = database;
  }

  /**
   * Returns references of targets of whatever kind, in an order of the database.
   *
   * @param after the reference before the first one
   */
  List<String> refs(String after, int limit) throws SQLException {
    return database.read(
        connection -> Sql.list(connection, row -> row.getString(1), REFS + limit, after));
  }

  /** Returns the last successful event of a kind for targets, for those that have one. */
  Map<String, Last> last(String targetKind, String eventId, Collection<String> refs)
      throws SQLException {
    Map<String, Last> last = new HashMap<>();
    if (refs.isEmpty()) {
      return last;
    }
    return database.read(
        connection -> {
          Sql.in(
              connection,
              row -> last.put(row.getString(1), new Last(row.getLong(2), after(row.getString(3)))),
              LAST,
              refs,
              targetKind,
              eventId);
          return last;
        });
  }

  /** A record that is no JSON was tampered with, which the verification of the log tells. */
  private String after(String body) {
    try {
      return json.readTree(body).path("after").asText("");
    } catch (IOException e) {
      return "";
    }
  }
}
