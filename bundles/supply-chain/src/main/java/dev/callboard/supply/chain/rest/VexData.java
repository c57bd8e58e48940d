package dev.callboard.supply.chain.rest;

import dev.callboard.platform.database.Sql;
import dev.callboard.supply.chain.finding.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The findings of an entity, with what they are about.
 *
 * @param entityRef whose they are
 * @param entries one for each finding
 */
record VexData(String entityRef, List<Entry> entries) {
  /**
   * A finding.
   *
   * @param finding it
   * @param products package URLs of what has it, or the entity when there are none
   * @param justification of the decision that holds, a code as in VEX, or empty
   */
  record Entry(Finding finding, Set<String> products, String justification) {}

  static String urn(String entityRef) {
    return "urn:callboard:" + entityRef;
  }

  static VexData read(Connection c, String entityRef) throws SQLException {
    Map<String, Set<String>> purls = new HashMap<>();
    Sql.each(
        c,
        row -> new String[] {row.getString(1), row.getString(2)},
        pair -> purls.computeIfAbsent(pair[0], key -> new TreeSet<>()).add(pair[1]) || true,
        "SELECT DISTINCT o.vulnerability, c.purl FROM document d"
            + " JOIN occurrence o ON o.document_id = d.id"
            + " JOIN document b ON b.entity_ref = d.entity_ref AND b.components > 0"
            + " JOIN component c ON c.document_id = b.id AND c.package_id = o.package_id"
            + " AND c.version = o.version WHERE d.entity_ref = ? AND c.purl <> ''",
        entityRef);
    Map<Long, String> justifications = new HashMap<>();
    Sql.list(
        c,
        row -> justifications.put(row.getLong(1), row.getString(2)),
        "SELECT x.finding_id, x.justification FROM decision x JOIN finding f"
            + " ON f.id = x.finding_id WHERE f.entity_ref = ? AND x.ended_ms IS NULL"
            + " AND x.awaiting = 0",
        entityRef);
    List<Finding> findings =
        Sql.list(
            c,
            Finding::read,
            "SELECT " + Finding.COLUMNS + " FROM finding WHERE entity_ref = ? ORDER BY id",
            entityRef);
    return new VexData(
        entityRef,
        findings.stream()
            .map(
                finding ->
                    new Entry(
                        finding,
                        products(entityRef, finding, purls),
                        justifications.getOrDefault(finding.id(), "")))
            .toList());
  }

  private static Set<String> products(
      String entityRef, Finding finding, Map<String, Set<String>> purls) {
    Set<String> found = new TreeSet<>();
    finding.aliases().forEach(id -> found.addAll(purls.getOrDefault(id, Set.of())));
    return found.isEmpty() ? Set.of(urn(entityRef)) : found;
  }
}
