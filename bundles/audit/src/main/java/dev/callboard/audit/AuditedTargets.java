package dev.callboard.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.database.PluginDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
        connection -> {
          List<String> refs = new ArrayList<>();
          try (PreparedStatement query = connection.prepareStatement(REFS + limit)) {
            query.setString(1, after);
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                refs.add(rows.getString(1));
              }
            }
          }
          return refs;
        });
  }

  /** Returns the last successful event of a kind for targets, for those that have one. */
  Map<String, Last> last(String targetKind, String eventId, Collection<String> refs)
      throws SQLException {
    return refs.isEmpty()
        ? Map.of()
        : database.read(connection -> last(connection, targetKind, eventId, refs));
  }

  private Map<String, Last> last(
      Connection connection, String targetKind, String eventId, Collection<String> refs)
      throws SQLException {
    String marks = String.join(", ", Collections.nCopies(refs.size(), "?"));
    String sql =
        "SELECT target_ref, seq, body FROM audit_event WHERE seq IN (SELECT MAX(seq) FROM"
            + " audit_event WHERE target_ref IN ("
            + marks
            + ") AND target_kind = ? AND event_id = ? AND status = 'succeeded' GROUP BY"
            + " target_ref)";
    Map<String, Last> last = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      int place = 1;
      for (String ref : refs) {
        query.setString(place++, ref);
      }
      query.setString(place++, targetKind);
      query.setString(place, eventId);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          last.put(rows.getString(1), new Last(rows.getLong(2), after(rows.getString(3))));
        }
      }
    }
    return last;
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
