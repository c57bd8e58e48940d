package dev.callboard.supply.chain.rest;

import dev.callboard.supply.chain.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What entities are made of. Works in the transaction of the connection, and blocks. */
final class Components {
  private static final int DEPTH = 49;

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
    return Sql.list(
        c,
        row ->
            row.getString(2).isEmpty()
                ? row.getString(1)
                : row.getString(1) + "@" + row.getString(2),
        "WITH RECURSIVE way (seq, depth) AS (SELECT seq, 0 FROM component WHERE document_id = ?"
            + " AND seq = ? UNION ALL SELECT c.parent_seq, w.depth + 1 FROM way w"
            + " JOIN component c ON c.document_id = ? AND c.seq = w.seq"
            + " WHERE c.parent_seq >= 0 AND w.depth < ?)"
            + " SELECT p.name, c.version FROM way w"
            + " JOIN component c ON c.document_id = ? AND c.seq = w.seq"
            + " JOIN package p ON p.id = c.package_id ORDER BY w.depth DESC",
        document,
        seq,
        document,
        DEPTH,
        document);
  }
}
