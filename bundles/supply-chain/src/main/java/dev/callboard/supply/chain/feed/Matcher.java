package dev.callboard.supply.chain.feed;

import dev.callboard.supply.chain.model.Occurrence;
import dev.callboard.supply.chain.model.PackageId;
import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.Severity;
import dev.callboard.supply.chain.store.DocumentRow;
import dev.callboard.supply.chain.store.DocumentTable;
import dev.callboard.supply.chain.store.Lists;
import dev.callboard.supply.chain.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the advisories that the components of an entity are affected by, and stores what it
 * finds as if one more scanner had reported it. Works in the transaction of the connection, and
 * blocks.
 */
public final class Matcher {
  private Matcher() {}

  private record Candidate(PackageId pkg, String version, String advisory, String ranges) {}

  private record Known(
      String title, Severity severity, double score, String url, Set<String> aliases) {}

  /** Matches an entity; returns how many advisories it is affected by. */
  public static int match(Connection c, String entityRef) throws SQLException {
    List<Candidate> hits = new ArrayList<>();
    Map<String, AffectedVersions> parsed = new HashMap<>();
    Sql.each(
        c,
        row ->
            new Candidate(
                new PackageId(row.getString(1), row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5)),
        each -> {
          AffectedVersions versions = parsed.computeIfAbsent(each.ranges(), AffectedVersions::read);
          if (versions.contains(each.pkg().ecosystem(), each.version())) {
            hits.add(each);
          }
          return true;
        },
        "SELECT DISTINCT p.ecosystem, p.name, c.version, a.advisory_id, a.ranges FROM document d"
            + " JOIN component c ON c.document_id = d.id"
            + " JOIN affected a ON a.package_id = c.package_id"
            + " JOIN package p ON p.id = c.package_id WHERE d.entity_ref = ?",
        entityRef);
    if (hits.isEmpty()) {
      DocumentTable.delete(c, entityRef, DocumentTable.MATCHER);
      return 0;
    }
    store(c, entityRef, hits, parsed);
    return hits.size();
  }

  private static void store(
      Connection c, String entityRef, List<Candidate> hits, Map<String, AffectedVersions> parsed)
      throws SQLException {
    Map<String, Known> known = known(c, hits);
    List<Occurrence> all = new ArrayList<>();
    for (Candidate hit : hits) {
      Known advisory = known.get(hit.advisory());
      all.add(
          new Occurrence(
              hit.advisory(),
              List.copyOf(advisory.aliases()),
              Optional.of(hit.pkg()),
              hit.version(),
              advisory.severity(),
              advisory.score(),
              String.join(", ", parsed.get(hit.ranges()).fixed()),
              advisory.title(),
              advisory.url(),
              ""));
    }
    // It knows no more than the newest bill of materials.
    long received =
        Sql.number(
            c,
            "SELECT max(received_ms) FROM document WHERE entity_ref = ? AND components > 0",
            entityRef);
    DocumentTable.put(
        c,
        new DocumentRow(
            0,
            entityRef,
            DocumentTable.MATCHER,
            "advisories",
            "",
            DocumentTable.MATCHER,
            "",
            "",
            "",
            "",
            "system:supply-chain",
            received,
            0,
            all.size(),
            0),
        new SecurityDocument("advisories", "", "", List.of(), all, List.of(), List.of()));
  }

  private static Map<String, Known> known(Connection c, List<Candidate> hits) throws SQLException {
    Set<String> ids = new LinkedHashSet<>();
    hits.forEach(hit -> ids.add(hit.advisory()));
    Map<String, Set<String>> aliases = new HashMap<>();
    Sql.in(
        c,
        row ->
            aliases
                .computeIfAbsent(row.getString(1), key -> new LinkedHashSet<>())
                .addAll(Lists.split(row.getString(2))),
        "SELECT advisory_id, alias FROM advisory_alias WHERE alias <> advisory_id"
            + " AND advisory_id IN (??)",
        ids);
    Map<String, Known> known = new HashMap<>();
    Sql.in(
        c,
        row ->
            known.put(
                row.getString(1),
                new Known(
                    row.getString(2),
                    Severity.values()[row.getInt(3)],
                    row.getDouble(4),
                    row.getString(5),
                    aliases.getOrDefault(row.getString(1), Set.of()))),
        "SELECT id, title, severity, score, url FROM advisory WHERE id IN (??)",
        ids);
    return known;
  }
}
