package dev.callboard.supply.chain.finding;

import dev.callboard.platform.database.Sql;
import dev.callboard.supply.chain.model.Severity;
import dev.callboard.supply.chain.model.VexStatus;
import dev.callboard.supply.chain.store.Lists;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the state of the findings of some entities follows from. Immutable.
 *
 * @param findings as they are, by entity and number
 * @param seen what is reported, by entity
 * @param said statements, by entity
 * @param decisions those that hold, by finding
 * @param aliases which ids mean the same
 * @param knowledge what else is known of them
 */
record EntityData(
    Map<String, Map<Long, Finding>> findings,
    Map<String, List<Seen>> seen,
    Map<String, List<Said>> said,
    Map<Long, Decision> decisions,
    KnownAliases aliases,
    Knowledge knowledge) {
  private record Of<T>(String entityRef, T value) {}

  /** Reads it. Blocks. */
  static EntityData read(Connection c, Collection<String> entityRefs) throws SQLException {
    Map<String, List<Seen>> seen = byEntity(seen(c, entityRefs));
    Map<String, List<Said>> said = byEntity(said(c, entityRefs));
    for (Map.Entry<String, List<Said>> each : said.entrySet()) {
      each.setValue(aboutTheWhole(c, each.getKey(), each.getValue()));
    }
    Map<String, Map<Long, Finding>> findings = findings(c, entityRefs);
    Set<Long> numbers = new HashSet<>();
    findings.values().forEach(all -> numbers.addAll(all.keySet()));
    Set<String> ids = new HashSet<>();
    seen.values()
        .forEach(all -> all.forEach(each -> add(ids, each.vulnerability(), each.aliases())));
    said.values()
        .forEach(all -> all.forEach(each -> add(ids, each.vulnerability(), each.aliases())));
    KnownAliases aliases = KnownAliases.read(c, ids);
    Aliases all = new Aliases();
    aliases.tell(all, ids);
    all.groups(ids).values().forEach(ids::addAll);
    return new EntityData(
        findings, seen, said, decisions(c, numbers), aliases, Knowledge.of(c, ids));
  }

  private static void add(Set<String> ids, String id, List<String> others) {
    ids.add(id);
    ids.addAll(others);
  }

  private static <T> Map<String, List<T>> byEntity(List<Of<T>> all) {
    Map<String, List<T>> found = new HashMap<>();
    for (Of<T> each : all) {
      found.computeIfAbsent(each.entityRef(), key -> new ArrayList<>()).add(each.value());
    }
    return found;
  }

  private static List<Of<Seen>> seen(Connection c, Collection<String> entityRefs)
      throws SQLException {
    return Sql.in(
        c,
        row ->
            new Of<>(
                row.getString(13),
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
                    row.getString(12))),
        "SELECT d.source, d.received_ms, o.vulnerability, o.aliases, o.package_id, p.name,"
            + " o.version, o.severity, o.score, o.fixed, o.title, o.url, d.entity_ref"
            + " FROM document d JOIN occurrence o ON o.document_id = d.id"
            + " LEFT JOIN package p ON p.id = o.package_id"
            + " WHERE d.entity_ref IN (??) ORDER BY d.id, o.seq",
        entityRefs);
  }

  private static List<Of<Said>> said(Connection c, Collection<String> entityRefs)
      throws SQLException {
    return Sql.in(
        c,
        row ->
            new Of<>(
                row.getString(10),
                new Said(
                    row.getString(1),
                    row.getString(11),
                    row.getLong(2),
                    row.getString(3),
                    Lists.split(row.getString(4)),
                    row.getLong(5),
                    row.getString(6),
                    VexStatus.valueOf(row.getString(7)),
                    row.getString(8),
                    row.getString(9))),
        "SELECT d.source, d.received_ms, s.vulnerability, s.aliases, s.package_id, s.version,"
            + " s.status, s.justification, s.detail, d.entity_ref, d.format FROM document d"
            + " JOIN statement s ON s.document_id = d.id"
            + " WHERE d.entity_ref IN (??) ORDER BY d.received_ms DESC, d.id DESC, s.seq",
        entityRefs);
  }

  /**
   * A package that is no part of the entity and that nobody reports is the entity itself; of those
   * that a document of CSAF names, it is another product of who wrote it.
   */
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
        .filter(
            said ->
                said.packageId() == 0
                    || parts.contains(said.packageId())
                    || !said.format().equals("csaf"))
        .map(
            said ->
                parts.contains(said.packageId())
                    ? said
                    : new Said(
                        said.source(),
                        said.format(),
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

  private static Map<String, Map<Long, Finding>> findings(
      Connection c, Collection<String> entityRefs) throws SQLException {
    Map<String, Map<Long, Finding>> found = new HashMap<>();
    Sql.eachIn(
        c,
        Finding::read,
        each ->
            found
                .computeIfAbsent(each.entityRef(), key -> new LinkedHashMap<>())
                .put(each.id(), each),
        "SELECT " + Finding.COLUMNS + " FROM finding WHERE entity_ref IN (??) ORDER BY id",
        entityRefs);
    return found;
  }

  /** Returns the decisions that hold. */
  private static Map<Long, Decision> decisions(Connection c, Set<Long> findings)
      throws SQLException {
    Map<Long, Decision> found = new HashMap<>();
    for (Decision each :
        Sql.in(
            c,
            Decision::read,
            "SELECT "
                + Decision.COLUMNS
                + " FROM decision WHERE ended_ms IS NULL AND awaiting = 0 AND finding_id IN (??)",
            findings)) {
      found.merge(each.findingId(), each, (a, b) -> a.id() > b.id() ? a : b);
    }
    return found;
  }
}
