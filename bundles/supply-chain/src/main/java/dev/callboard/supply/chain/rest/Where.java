package dev.callboard.supply.chain.rest;

import dev.callboard.platform.database.Sql;
import dev.callboard.supply.chain.model.PackageId;
import dev.callboard.supply.chain.model.Purls;
import dev.callboard.supply.chain.rest.Components.Place;
import dev.callboard.supply.chain.store.Lists;
import dev.callboard.supply.chain.version.Constraint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Finds entities by what they are made of. Works in the transaction of the connection. */
final class Where {
  private static final int PATHS = 5;

  private Where() {}

  /**
   * An entity.
   *
   * @param entityRef which
   * @param packages what it has of what was asked for
   * @param paths how it got there
   */
  record Hit(String entityRef, List<String> packages, List<List<String>> paths) {}

  /** A page, and how many entities there are on all. */
  record Answer(int total, List<Hit> hits) {}

  private record Pkg(long id, PackageId pkg) {}

  private record At(long pkg, String version, Place place) {}

  private record Found(String entityRef, At at) {}

  private record Version(long pkg, String version) {}

  static Answer pkg(
      Connection c, String asked, Constraint constraint, Predicate<String> visible, Page page)
      throws SQLException {
    Map<Long, PackageId> packages = new HashMap<>();
    for (Pkg each : packages(c, asked)) {
      packages.put(each.id(), each.pkg());
    }
    Map<Long, Set<String>> versions = new HashMap<>();
    for (Version each :
        Sql.in(
            c,
            row -> new Version(row.getLong(1), row.getString(2)),
            "SELECT DISTINCT package_id, version FROM component WHERE package_id IN (??)",
            packages.keySet())) {
      if (constraint.isMet(packages.get(each.pkg()).ecosystem(), each.version())) {
        versions.computeIfAbsent(each.pkg(), key -> new HashSet<>()).add(each.version());
      }
    }
    Map<String, List<At>> places = new TreeMap<>();
    for (Map.Entry<Long, Set<String>> each : versions.entrySet()) {
      long pkg = each.getKey();
      Sql.each(
          c,
          row ->
              new Found(
                  row.getString(1),
                  new At(pkg, row.getString(4), new Place(row.getLong(2), row.getInt(3)))),
          found -> {
            if (each.getValue().contains(found.at().version())) {
              places.computeIfAbsent(found.entityRef(), key -> new ArrayList<>()).add(found.at());
            }
            return true;
          },
          "SELECT d.entity_ref, c.document_id, c.seq, c.version FROM component c"
              + " JOIN document d ON d.id = c.document_id WHERE c.package_id = ?",
          pkg);
    }
    List<String> refs = new ArrayList<>();
    int total = page(places.keySet(), visible, page, refs);
    List<Place> shown = new ArrayList<>();
    refs.forEach(ref -> first(places.get(ref)).forEach(at -> shown.add(at.place())));
    Map<Place, List<String>> paths = Components.paths(c, shown);
    List<Hit> hits = new ArrayList<>();
    for (String ref : refs) {
      List<At> all = places.get(ref);
      hits.add(
          new Hit(
              ref,
              all.stream()
                  .map(at -> label(packages.get(at.pkg()).toString(), at.version()))
                  .distinct()
                  .sorted()
                  .toList(),
              first(all).stream().map(at -> paths.get(at.place())).distinct().toList()));
    }
    return new Answer(total, hits);
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(PATHS, all.size()));
  }

  /** Collects those of a page; returns how many there are on all. */
  private static int page(
      Iterable<String> all, Predicate<String> visible, Page page, List<String> refs) {
    int total = 0;
    for (String ref : all) {
      if (visible.test(ref) && page.contains(total++)) {
        refs.add(ref);
      }
    }
    return total;
  }

  private static List<Pkg> packages(Connection c, String asked) throws SQLException {
    Optional<PackageId> purl = Purls.read(asked).map(Purls.Versioned::pkg);
    String where = purl.isPresent() ? "name = ? AND ecosystem = ?" : "name = ? OR short_name = ?";
    return Sql.list(
        c,
        row -> new Pkg(row.getLong(1), new PackageId(row.getString(2), row.getString(3))),
        "SELECT id, ecosystem, name FROM package WHERE " + where,
        purl.map(PackageId::name).orElse(asked),
        purl.map(PackageId::ecosystem).orElse(asked));
  }

  private static String label(String name, String version) {
    return version.isEmpty() ? name : name + "@" + version;
  }

  static Answer vulnerability(Connection c, String id, Predicate<String> visible, Page page)
      throws SQLException {
    Map<String, String> packages = new TreeMap<>();
    Sql.each(
        c,
        row -> new String[] {row.getString(1), row.getString(2)},
        row -> {
          packages.put(row[0], row[1]);
          return true;
        },
        "SELECT f.entity_ref, f.packages FROM finding f JOIN finding_alias a"
            + " ON a.finding_id = f.id WHERE a.alias = ? AND f.state IN ('OPEN', 'ACKNOWLEDGED')",
        id);
    List<String> refs = new ArrayList<>();
    int total = page(packages.keySet(), visible, page, refs);
    Map<String, List<Place>> places = new HashMap<>();
    List<Place> shown = new ArrayList<>();
    for (String ref : refs) {
      places.put(ref, places(c, ref, id));
      shown.addAll(places.get(ref));
    }
    Map<Place, List<String>> paths = Components.paths(c, shown);
    List<Hit> hits = new ArrayList<>();
    for (String ref : refs) {
      hits.add(
          new Hit(
              ref,
              Lists.split(packages.get(ref)),
              places.get(ref).stream().map(paths::get).distinct().toList()));
    }
    return new Answer(total, hits);
  }

  private static List<Place> places(Connection c, String entityRef, String id) throws SQLException {
    return Sql.list(
        c,
        row -> new Place(row.getLong(1), row.getInt(2)),
        "SELECT DISTINCT c.document_id, c.seq FROM finding f"
            + " JOIN finding_alias x ON x.finding_id = f.id"
            + " JOIN finding_alias y ON y.finding_id = f.id"
            + " JOIN document od ON od.entity_ref = f.entity_ref"
            + " JOIN occurrence o ON o.document_id = od.id AND o.vulnerability = y.alias"
            + " JOIN document d ON d.entity_ref = f.entity_ref"
            + " JOIN component c ON c.document_id = d.id AND c.package_id = o.package_id"
            + " AND (c.version = o.version OR o.version = '')"
            + " WHERE f.entity_ref = ? AND x.alias = ? LIMIT ?",
        entityRef,
        id,
        PATHS);
  }
}
