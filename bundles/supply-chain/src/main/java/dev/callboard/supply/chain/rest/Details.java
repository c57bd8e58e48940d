package dev.callboard.supply.chain.rest;

import dev.callboard.platform.database.Sql;
import dev.callboard.supply.chain.finding.Decisions;
import dev.callboard.supply.chain.finding.Finding;
import dev.callboard.supply.chain.finding.FindingState;
import dev.callboard.supply.chain.model.Severity;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What there is beside a finding itself: who reports it where, and what became of it. */
final class Details {
  private static final int PATHS = 20;

  private Details() {}

  private record At(long packageId, String version) {}

  private record Place(long document, int seq) {}

  static Map<String, Object> of(Connection c, Finding finding) throws SQLException {
    Map<String, Object> json = new LinkedHashMap<>();
    List<At> packages = new ArrayList<>();
    json.put(
        "occurrences",
        Sql.in(
            c,
            row -> {
              packages.add(new At(row.getLong(1), row.getString(6)));
              return occurrence(row);
            },
            "SELECT o.package_id, d.source, o.vulnerability, o.severity, p.name, o.version,"
                + " o.location, o.url, o.fixed, d.received_ms FROM document d"
                + " JOIN occurrence o ON o.document_id = d.id"
                + " LEFT JOIN package p ON p.id = o.package_id"
                + " WHERE d.entity_ref = ? AND o.vulnerability IN (??) ORDER BY d.source, o.seq",
            finding.aliases(),
            finding.entityRef()));
    json.put("paths", paths(c, finding.entityRef(), packages.stream().distinct().toList()));
    json.put("decisions", Decisions.list(c, finding.id()).stream().map(Json::of).toList());
    json.put(
        "history",
        Sql.list(
            c,
            Details::change,
            "SELECT at_ms, actor, from_state, to_state, reason FROM finding_history"
                + " WHERE finding_id = ? ORDER BY id DESC LIMIT 200",
            finding.id()));
    List<Map<String, Object>> exploited =
        Sql.in(
            c,
            row -> {
              Map<String, Object> known = new LinkedHashMap<>();
              known.put("added", row.getString(1));
              Json.put(known, "due", row.getString(2));
              Json.put(known, "action", row.getString(3));
              return known;
            },
            "SELECT added, due, action FROM exploited WHERE vulnerability IN (??)",
            finding.aliases());
    if (!exploited.isEmpty()) {
      json.put("exploited", exploited.get(0));
    }
    return json;
  }

  private static Map<String, Object> occurrence(ResultSet row) throws SQLException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", row.getString(2));
    json.put("vulnerability", row.getString(3));
    json.put("severity", Severity.values()[row.getInt(4)].text());
    Json.put(json, "package", row.getString(5) == null ? "" : row.getString(5));
    Json.put(json, "version", row.getString(6));
    Json.put(json, "location", row.getString(7));
    Json.put(json, "url", row.getString(8));
    Json.put(json, "fixed", row.getString(9));
    json.put("reported", Json.time(row.getLong(10)));
    return json;
  }

  private static Map<String, Object> change(ResultSet row) throws SQLException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", Json.time(row.getLong(1)));
    json.put("actor", row.getString(2));
    if (!row.getString(3).isEmpty()) {
      json.put("from", FindingState.valueOf(row.getString(3)).text());
    }
    json.put("to", FindingState.valueOf(row.getString(4)).text());
    Json.put(json, "reason", row.getString(5));
    return json;
  }

  private static List<List<String>> paths(Connection c, String entityRef, List<At> packages)
      throws SQLException {
    List<List<String>> paths = new ArrayList<>();
    for (At at : packages) {
      if (at.packageId() == 0 || paths.size() >= PATHS) {
        continue;
      }
      for (Place place :
          Sql.list(
              c,
              row -> new Place(row.getLong(1), row.getInt(2)),
              "SELECT c.document_id, c.seq FROM document d JOIN component c"
                  + " ON c.document_id = d.id WHERE d.entity_ref = ? AND c.package_id = ?"
                  + " AND (c.version = ? OR ? = '') ORDER BY d.id, c.seq LIMIT ?",
              entityRef,
              at.packageId(),
              at.version(),
              at.version(),
              PATHS)) {
        List<String> path = Components.path(c, place.document(), place.seq());
        if (!paths.contains(path) && paths.size() < PATHS) {
          paths.add(path);
        }
      }
    }
    return paths;
  }
}
