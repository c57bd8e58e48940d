package dev.callboard.supply.chain.feed;

import dev.callboard.platform.database.Sql;
import dev.callboard.supply.chain.model.Occurrence;
import dev.callboard.supply.chain.model.PackageId;
import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.Severity;
import dev.callboard.supply.chain.store.DocumentRow;
import dev.callboard.supply.chain.store.DocumentTable;
import dev.callboard.supply.chain.store.Lists;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the advisories that the components of entities are affected by, and stores what it
 * finds as if one more scanner had reported it. All entities of a call share the statements, which
 * are most of the work. Works in the transaction of the connection, and blocks.
 */
public final class Matcher {
  private final Connection connection;
  private final Map<Range, AffectedVersions> ranges = new HashMap<>();
  private final Map<Question, Boolean> answers = new HashMap<>();

  private Matcher(Connection connection) {
    this.connection = connection;
  }

  private record Range(String advisory, int seq) {}

  private record Question(Range range, String ecosystem, String version) {}

  private record Candidate(String entityRef, PackageId pkg, String version, Range range) {}

  private record Known(
      String title, Severity severity, double score, String url, Set<String> aliases) {}

  /** Matches an entity. */
  public static void match(Connection c, String entityRef) throws SQLException {
    match(c, List.of(entityRef));
  }

  /** Matches entities. */
  public static void match(Connection c, Collection<String> entityRefs) throws SQLException {
    new Matcher(c).run(entityRefs);
  }

  private void run(Collection<String> entityRefs) throws SQLException {
    Map<String, List<Candidate>> hits = new LinkedHashMap<>();
    Set<Candidate> candidates = candidates(entityRefs);
    readRanges(candidates);
    for (Candidate each : candidates) {
      if (isHit(each)) {
        hits.computeIfAbsent(each.entityRef(), key -> new ArrayList<>()).add(each);
      }
    }
    List<String> others = entityRefs.stream().filter(ref -> !hits.containsKey(ref)).toList();
    DocumentTable.deleteAll(connection, others, DocumentTable.MATCHER);
    if (!hits.isEmpty()) {
      store(hits);
    }
  }

  private Set<Candidate> candidates(Collection<String> entityRefs) throws SQLException {
    Set<Candidate> found = new LinkedHashSet<>();
    Sql.eachIn(
        connection,
        row ->
            new Candidate(
                row.getString(1),
                new PackageId(row.getString(2), row.getString(3)),
                row.getString(4),
                new Range(row.getString(5), row.getInt(6))),
        found::add,
        "SELECT d.entity_ref, p.ecosystem, p.name, c.version, a.advisory_id, a.seq"
            + " FROM document d JOIN component c ON c.document_id = d.id"
            + " JOIN affected a ON a.package_id = c.package_id"
            + " JOIN package p ON p.id = c.package_id WHERE d.entity_ref IN (??)"
            + " ORDER BY d.id, c.seq, a.advisory_id, a.seq",
        entityRefs);
    return found;
  }

  private void readRanges(Set<Candidate> candidates) throws SQLException {
    Set<String> advisories = new LinkedHashSet<>();
    candidates.forEach(each -> advisories.add(each.range().advisory()));
    Sql.in(
        connection,
        row ->
            ranges.put(
                new Range(row.getString(1), row.getInt(2)),
                AffectedVersions.read(row.getString(3))),
        "SELECT advisory_id, seq, ranges FROM affected WHERE advisory_id IN (??)",
        advisories);
  }

  private boolean isHit(Candidate candidate) {
    Question question =
        new Question(candidate.range(), candidate.pkg().ecosystem(), candidate.version());
    return answers.computeIfAbsent(
        question, key -> ranges.get(key.range()).contains(key.ecosystem(), key.version()));
  }

  private void store(Map<String, List<Candidate>> hits) throws SQLException {
    Map<String, Known> known = known(hits);
    // It knows no more than the newest bill of materials.
    Map<String, Long> received = new HashMap<>();
    Sql.in(
        connection,
        row -> received.put(row.getString(1), row.getLong(2)),
        "SELECT entity_ref, max(received_ms) FROM document WHERE components > 0"
            + " AND entity_ref IN (??) GROUP BY entity_ref",
        hits.keySet());
    List<DocumentTable.Entry> entries = new ArrayList<>();
    hits.forEach(
        (ref, candidates) -> {
          Set<Occurrence> all = new LinkedHashSet<>();
          candidates.forEach(each -> all.add(occurrence(each, known.get(each.range().advisory()))));
          entries.add(entry(ref, received.getOrDefault(ref, 0L), List.copyOf(all)));
        });
    DocumentTable.putAll(connection, entries);
  }

  private Occurrence occurrence(Candidate hit, Known advisory) {
    return new Occurrence(
        hit.range().advisory(),
        List.copyOf(advisory.aliases()),
        Optional.of(hit.pkg()),
        hit.version(),
        advisory.severity(),
        advisory.score(),
        String.join(", ", ranges.get(hit.range()).fixed()),
        advisory.title(),
        advisory.url(),
        "");
  }

  private static DocumentTable.Entry entry(String ref, long received, List<Occurrence> all) {
    return new DocumentTable.Entry(
        new DocumentRow(
            0,
            ref,
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

  private Map<String, Known> known(Map<String, List<Candidate>> hits) throws SQLException {
    Set<String> ids = new LinkedHashSet<>();
    hits.values().forEach(all -> all.forEach(hit -> ids.add(hit.range().advisory())));
    Map<String, Set<String>> aliases = new HashMap<>();
    Sql.in(
        connection,
        row ->
            aliases
                .computeIfAbsent(row.getString(1), key -> new LinkedHashSet<>())
                .addAll(Lists.split(row.getString(2))),
        "SELECT advisory_id, alias FROM advisory_alias WHERE alias <> advisory_id"
            + " AND advisory_id IN (??)",
        ids);
    Map<String, Known> known = new HashMap<>();
    Sql.in(
        connection,
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
