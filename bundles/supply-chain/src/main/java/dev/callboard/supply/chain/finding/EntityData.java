package dev.callboard.supply.chain.finding;

import dev.callboard.supply.chain.model.Severity;
import dev.callboard.supply.chain.model.VexStatus;
import dev.callboard.supply.chain.store.Lists;
import dev.callboard.supply.chain.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what the state of an entity's findings follows from. Blocks. */
final class EntityData {
  private EntityData() {}

  static List<Seen> seen(Connection c, String entityRef) throws SQLException {
    return Sql.list(
        c,
        row ->
            new Seen(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                Lists.split(row.getString(4)),
                row.getLong(5),
                row.getString(6) == null ? "" : row.getString(6),
                row.getString(7),
                Severity.values()[row.getInt(8)],
                row.getDouble(9),
                row.getString(10),
                row.getString(11),
                row.getString(12)),
        "SELECT d.source, d.received_ms, o.vulnerability, o.aliases, o.package_id, p.name,"
            + " o.version, o.severity, o.score, o.fixed, o.title, o.url FROM document d"
            + " JOIN occurrence o ON o.document_id = d.id"
            + " LEFT JOIN package p ON p.id = o.package_id"
            + " WHERE d.entity_ref = ? ORDER BY d.id, o.seq",
        entityRef);
  }

  static List<Said> said(Connection c, String entityRef) throws SQLException {
    List<Said> all =
        Sql.list(
            c,
            row ->
                new Said(
                    row.getString(1),
                    row.getLong(2),
                    row.getString(3),
                    Lists.split(row.getString(4)),
                    row.getLong(5),
                    row.getString(6),
                    VexStatus.valueOf(row.getString(7)),
                    row.getString(8),
                    row.getString(9)),
            "SELECT d.source, d.received_ms, s.vulnerability, s.aliases, s.package_id, s.version,"
                + " s.status, s.justification, s.detail FROM document d"
                + " JOIN statement s ON s.document_id = d.id"
                + " WHERE d.entity_ref = ? ORDER BY d.received_ms DESC, d.id DESC, s.seq",
            entityRef);
    return aboutTheWhole(c, entityRef, all);
  }

  /** A package that is no part of the entity and that nobody reports is the entity itself. */
  private static List<Said> aboutTheWhole(Connection c, String entityRef, List<Said> all)
      throws SQLException {
    Set<Long> named = new HashSet<>();
    all.forEach(said -> named.add(said.packageId()));
    if (named.isEmpty()) {
      return all;
    }
    Set<Long> parts = new HashSet<>();
    for (String table : List.of("component", "occurrence")) {
      parts.addAll(
          Sql.in(
              c,
              row -> row.getLong(1),
              "SELECT DISTINCT x.package_id FROM document d JOIN "
                  + table
                  + " x ON x.document_id = d.id WHERE d.entity_ref = ? AND x.package_id IN (??)",
              named,
              entityRef));
    }
    return all.stream()
        .map(
            said ->
                parts.contains(said.packageId())
                    ? said
                    : new Said(
                        said.source(),
                        said.receivedMillis(),
                        said.vulnerability(),
                        said.aliases(),
                        0,
                        "",
                        said.status(),
                        said.justification(),
                        said.detail()))
        .toList();
  }

  static Map<Long, Finding> findings(Connection c, String entityRef) throws SQLException {
    Map<Long, Finding> found = new LinkedHashMap<>();
    for (Finding each :
        Sql.list(
            c,
            Finding::read,
            "SELECT " + Finding.COLUMNS + " FROM finding WHERE entity_ref = ? ORDER BY id",
            entityRef)) {
      found.put(each.id(), each);
    }
    return found;
  }

  /** Returns the decisions that hold. */
  static Map<Long, Decision> decisions(Connection c, Set<Long> findings) throws SQLException {
    Map<Long, Decision> found = new HashMap<>();
    for (Decision each :
        Sql.in(
            c,
            Decision::read,
            "SELECT "
                + Decision.COLUMNS
                + " FROM decision WHERE ended_ms IS NULL AND finding_id IN (??)",
            findings)) {
      found.merge(each.findingId(), each, (a, b) -> a.id() > b.id() ? a : b);
    }
    return found;
  }
}
