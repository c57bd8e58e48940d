package dev.callboard.supply.chain.rest;

import dev.callboard.platform.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What entities are made of. Works in the transaction of the connection, and blocks. */
final class Components {
  private static final int DEPTH = 49;
  private static final int STEPS = 100;

  private Components() {}

  private record Row(
      long document,
      int seq,
      String source,
      String ecosystem,
      String name,
      String version,
      String licence,
      String purl) {}

  static Map<String, Object> list(Connection c, String entityRef, String search, Page page)
      throws SQLException {
    String words = "%" + search.toLowerCase(Locale.ROOT).replaceAll("[%_!]", "!$0") + "%";
    String from =
        " FROM document d JOIN component c ON c.document_id = d.id"
            + " JOIN package p ON p.id = c.package_id"
            + " WHERE d.entity_ref = ? AND lower(p.name) LIKE ? ESCAPE '!'";
    List<Row> rows =
        Sql.list(
            c,
            row ->
                new Row(
                    row.getLong(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7),
                    row.getString(8)),
            "SELECT d.id, c.seq, d.source, p.ecosystem, p.name, c.version, c.licence, c.purl"
                + from
                + " ORDER BY p.name, c.version, d.id, c.seq LIMIT ? OFFSET ?",
            entityRef,
            words,
            page.limit(),
            page.offset());
    List<Object> items = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", row.name());
      Json.put(json, "ecosystem", row.ecosystem());
      Json.put(json, "version", row.version());
      Json.put(json, "licence", row.licence());
      Json.put(json, "purl", row.purl());
      json.put("source", row.source());
      json.put("path", path(c, row.document(), row.seq()));
      items.add(json);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("totalCount", Sql.number(c, "SELECT count(*)" + from, entityRef, words));
    json.put("items", items);
    return json;
  }

  /** Returns how a component got into an entity: what brings what, the component itself last. */
  static List<String> path(Connection c, long document, int seq) throws SQLException {
    Place place = new Place(document, seq);
    return paths(c, List.of(place)).get(place);
  }

  /**
   * Where a component stands.
   *
   * @param document number of the document
   * @param seq place in it
   */
  record Place(long document, int seq) {}

  private record Step(Place place, int parent, String label) {}

  /** Returns how components got into entities, all of them one step after the other. */
  static Map<Place, List<String>> paths(Connection c, Collection<Place> places)
      throws SQLException {
    Map<Place, LinkedList<String>> paths = new HashMap<>();
    Map<Place, List<Place>> open = new HashMap<>();
    for (Place each : places) {
      if (paths.putIfAbsent(each, new LinkedList<>()) == null) {
        open.computeIfAbsent(each, key -> new ArrayList<>()).add(each);
      }
    }
    for (int depth = 0; depth <= DEPTH && !open.isEmpty(); depth++) {
      Map<Place, List<Place>> next = new HashMap<>();
      for (Step step : steps(c, open.keySet())) {
        for (Place start : open.get(step.place())) {
          paths.get(start).addFirst(step.label());
          if (step.parent() >= 0) {
            Place parent = new Place(step.place().document(), step.parent());
            next.computeIfAbsent(parent, key -> new ArrayList<>()).add(start);
          }
        }
      }
      open = next;
    }
    Map<Place, List<String>> found = new HashMap<>();
    paths.forEach((place, path) -> found.put(place, List.copyOf(path)));
    return found;
  }

  private static List<Step> steps(Connection c, Collection<Place> places) throws SQLException {
    List<Step> steps = new ArrayList<>();
    List<Place> all = List.copyOf(places);
    for (int from = 0; from < all.size(); from += STEPS) {
      List<Place> part = all.subList(from, Math.min(all.size(), from + STEPS));
      List<Object> values = new ArrayList<>();
      for (Place each : part) {
        values.add(each.document());
        values.add(each.seq());
      }
      steps.addAll(
          Sql.list(
              c,
              Components::step,
              "SELECT c.document_id, c.seq, c.parent_seq, p.name, c.version FROM component c"
                  + " JOIN package p ON p.id = c.package_id WHERE "
                  + String.join(
                      " OR ",
                      Collections.nCopies(part.size(), "(c.document_id = ? AND c.seq = ?)")),
              values.toArray()));
    }
    return steps;
  }

  private static Step step(ResultSet row) throws SQLException {
    String name = row.getString(4);
    String version = row.getString(5);
    return new Step(
        new Place(row.getLong(1), row.getInt(2)),
        row.getInt(3),
        version.isEmpty() ? name : name + "@" + version);
  }
}
