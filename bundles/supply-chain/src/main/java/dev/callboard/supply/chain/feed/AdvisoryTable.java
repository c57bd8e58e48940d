package dev.callboard.supply.chain.feed;

import dev.callboard.platform.database.Sql;
import dev.callboard.supply.chain.model.PackageId;
import dev.callboard.supply.chain.store.DocumentTable;
import dev.callboard.supply.chain.store.Numbers;
import dev.callboard.supply.chain.store.PackageTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The advisories. Works in the transaction of the connection, and blocks. */
final class AdvisoryTable {
  private AdvisoryTable() {}

  private record Is(long pkg, String version) {}

  /**
   * Stores those that are new or were modified, and notes the entities that they concern.
   *
   * @return how many were new or modified
   */
  static int put(Connection c, List<Advisory> all) throws SQLException {
    Numbers.take(c, 1);
    List<Advisory> changed = changed(c, all);
    if (changed.isEmpty()) {
      return 0;
    }
    Set<String> ids = new LinkedHashSet<>();
    changed.forEach(each -> ids.add(each.id()));
    // Whoever had it before may have it no longer.
    note(
        c,
        Sql.in(
            c,
            row -> row.getString(1),
            "SELECT DISTINCT f.entity_ref FROM finding_alias a JOIN finding f"
                + " ON f.id = a.finding_id WHERE a.alias IN (??)",
            withAliases(changed)));
    for (String table : List.of("affected", "advisory_alias")) {
      Sql.batch(c, "DELETE FROM " + table + " WHERE advisory_id = ?", rows(ids));
    }
    Sql.batch(c, "DELETE FROM advisory WHERE id = ?", rows(ids));
    List<Advisory> valid = changed.stream().filter(each -> !each.withdrawn()).toList();
    Set<PackageId> packages = new LinkedHashSet<>();
    valid.forEach(each -> each.affected().forEach(one -> packages.add(one.pkg())));
    Map<PackageId, Long> numbers = PackageTable.ids(c, packages);
    insert(c, valid, numbers);
    note(c, concerned(c, valid, numbers));
    return changed.size();
  }

  private static Set<String> withAliases(List<Advisory> all) {
    Set<String> ids = new LinkedHashSet<>();
    for (Advisory each : all) {
      ids.add(each.id());
      ids.addAll(each.aliases());
    }
    return ids;
  }

  private static List<Object[]> rows(Set<String> ids) {
    return ids.stream().map(id -> new Object[] {id}).toList();
  }

  private static List<Advisory> changed(Connection c, List<Advisory> all) throws SQLException {
    Map<String, Advisory> byId = new LinkedHashMap<>();
    all.forEach(each -> byId.put(each.id(), each));
    Map<String, String> known = new HashMap<>();
    Sql.in(
        c,
        row -> known.put(row.getString(1), row.getString(2)),
        "SELECT id, modified FROM advisory WHERE id IN (??)",
        byId.keySet());
    return byId.values().stream()
        .filter(
            each ->
                known.containsKey(each.id())
                    ? each.withdrawn() || !known.get(each.id()).equals(each.modified())
                    : !each.withdrawn())
        .toList();
  }

  private static void insert(Connection c, List<Advisory> all, Map<PackageId, Long> packages)
      throws SQLException {
    List<Object[]> advisories = new ArrayList<>();
    List<Object[]> aliases = new ArrayList<>();
    List<Object[]> affected = new ArrayList<>();
    for (Advisory each : all) {
      advisories.add(
          new Object[] {
            each.id(),
            each.modified(),
            each.title(),
            each.severity().ordinal(),
            each.score(),
            "https://osv.dev/vulnerability/" + each.id()
          });
      Set<String> ids = new LinkedHashSet<>(each.aliases());
      ids.add(each.id());
      ids.forEach(alias -> aliases.add(new Object[] {each.id(), alias}));
      int seq = 0;
      for (Advisory.Affected one : each.affected()) {
        affected.add(
            new Object[] {each.id(), seq++, packages.get(one.pkg()), one.versions().write()});
      }
    }
    Sql.batch(
        c,
        "INSERT INTO advisory (id, modified, title, severity, score, url)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        advisories);
    Sql.batch(c, "INSERT INTO advisory_alias (advisory_id, alias) VALUES (?, ?)", aliases);
    Sql.batch(
        c,
        "INSERT INTO affected (advisory_id, seq, package_id, ranges) VALUES (?, ?, ?, ?)",
        affected);
  }

  private record At(long pkg, String version, long document) {}

  /** Returns the entities with a version that is affected. */
  private static Set<String> concerned(
      Connection c, List<Advisory> all, Map<PackageId, Long> numbers) throws SQLException {
    Map<Long, List<Advisory.Affected>> affected = new HashMap<>();
    for (Advisory each : all) {
      for (Advisory.Affected one : each.affected()) {
        affected.computeIfAbsent(numbers.get(one.pkg()), key -> new ArrayList<>()).add(one);
      }
    }
    Map<Is, Boolean> hits = new HashMap<>();
    Set<Long> documents = new LinkedHashSet<>();
    Sql.eachIn(
        c,
        row -> new At(row.getLong(1), row.getString(2), row.getLong(3)),
        at -> {
          if (hits.computeIfAbsent(new Is(at.pkg(), at.version()), key -> isHit(key, affected))) {
            documents.add(at.document());
          }
        },
        "SELECT package_id, version, document_id FROM component WHERE package_id IN (??)",
        affected.keySet());
    return new LinkedHashSet<>(
        Sql.in(
            c,
            row -> row.getString(1),
            "SELECT entity_ref FROM document WHERE id IN (??)",
            documents));
  }

  private static boolean isHit(Is is, Map<Long, List<Advisory.Affected>> affected) {
    return affected.get(is.pkg()).stream()
        .anyMatch(one -> one.versions().contains(one.pkg().ecosystem(), is.version()));
  }

  static void note(Connection c, Iterable<String> entities) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    entities.forEach(ref -> rows.add(new Object[] {ref, DocumentTable.MATCHER}));
    Sql.batch(
        c, "INSERT INTO pending (entity_ref, reason) VALUES (?, ?) ON CONFLICT DO NOTHING", rows);
  }
}
