package dev.callboard.supply.chain.store;

import dev.callboard.supply.chain.model.Component;
import dev.callboard.supply.chain.model.Occurrence;
import dev.callboard.supply.chain.model.PackageId;
import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Documents and what they say. Works in the transaction of the connection, and blocks. */
public final class DocumentTable {
  /** The source of what the matcher finds, which no caller may use. */
  public static final String MATCHER = "callboard";

  private DocumentTable() {}

  /** Stores a document in place of the one of the same entity and source; returns its number. */
  public static long put(Connection c, DocumentRow row, SecurityDocument content)
      throws SQLException {
    long id = Sql.take(c, 1);
    delete(c, row.entityRef(), row.source());
    Sql.update(
        c,
        "INSERT INTO document ("
            + DocumentRow.COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.values(id));
    Map<PackageId, Long> packages = PackageTable.ids(c, packages(content));
    components(c, id, content.components(), packages);
    occurrences(c, id, content.occurrences(), packages);
    statements(c, id, content.statements(), packages);
    return id;
  }

  private static Set<PackageId> packages(SecurityDocument content) {
    Set<PackageId> all = new LinkedHashSet<>();
    content.components().forEach(each -> all.add(each.pkg()));
    content.occurrences().forEach(each -> each.pkg().ifPresent(all::add));
    content.statements().forEach(each -> each.pkg().ifPresent(all::add));
    return all;
  }

  private static void components(
      Connection c, long id, List<Component> all, Map<PackageId, Long> packages)
      throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (Component each : all) {
      rows.add(
          new Object[] {
            id,
            rows.size(),
            packages.get(each.pkg()),
            each.version(),
            each.licence(),
            each.purl(),
            each.parent()
          });
    }
    Sql.batch(
        c,
        "INSERT INTO component (document_id, seq, package_id, version, licence, purl, parent_seq)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows);
  }

  private static void occurrences(
      Connection c, long id, List<Occurrence> all, Map<PackageId, Long> packages)
      throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (Occurrence each : all) {
      rows.add(
          new Object[] {
            id,
            rows.size(),
            each.vulnerability(),
            Lists.join(each.aliases()),
            each.pkg().map(packages::get).orElse(0L),
            each.version(),
            each.severity().ordinal(),
            each.score(),
            each.fixed(),
            each.title(),
            each.url(),
            each.location()
          });
    }
    Sql.batch(
        c,
        "INSERT INTO occurrence (document_id, seq, vulnerability, aliases, package_id, version,"
            + " severity, score, fixed, title, url, location)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows);
  }

  private static void statements(
      Connection c, long id, List<Statement> all, Map<PackageId, Long> packages)
      throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (Statement each : all) {
      rows.add(
          new Object[] {
            id,
            rows.size(),
            each.vulnerability(),
            Lists.join(each.aliases()),
            each.pkg().map(packages::get).orElse(0L),
            each.version(),
            each.status().name(),
            each.justification(),
            each.detail()
          });
    }
    Sql.batch(
        c,
        "INSERT INTO statement (document_id, seq, vulnerability, aliases, package_id, version,"
            + " status, justification, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows);
  }

  /** Deletes the document of a source; returns whether there was one. */
  public static boolean delete(Connection c, String entityRef, String source) throws SQLException {
    List<Long> ids =
        Sql.list(
            c,
            row -> row.getLong(1),
            "SELECT id FROM document WHERE entity_ref = ? AND source = ?",
            entityRef,
            source);
    for (long id : ids) {
      for (String table : List.of("component", "occurrence", "statement")) {
        Sql.update(c, "DELETE FROM " + table + " WHERE document_id = ?", id);
      }
      Sql.update(c, "DELETE FROM document WHERE id = ?", id);
    }
    return !ids.isEmpty();
  }

  /** Returns the documents about an entity, the newest first, without their contents. */
  public static List<DocumentRow> list(Connection c, String entityRef) throws SQLException {
    return Sql.list(
        c,
        DocumentRow::read,
        "SELECT "
            + DocumentRow.COLUMNS
            + " FROM document WHERE entity_ref = ? ORDER BY received_ms DESC, id DESC",
        entityRef);
  }

  /** Returns the document of a source. */
  public static Optional<DocumentRow> get(Connection c, String entityRef, String source)
      throws SQLException {
    return list(c, entityRef).stream().filter(row -> row.source().equals(source)).findFirst();
  }
}
