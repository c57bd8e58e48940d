package dev.callboard.supply.chain.store;

import dev.callboard.platform.database.Sql;
import dev.callboard.supply.chain.model.Component;
import dev.callboard.supply.chain.model.Occurrence;
import dev.callboard.supply.chain.model.PackageId;
import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.model.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
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

  /**
   * A document with what it says.
   *
   * @param row without a number
   * @param content what it says
   */
  public record Entry(DocumentRow row, SecurityDocument content) {}

  /** Stores a document in place of the one of the same entity and source; returns its number. */
  public static long put(Connection c, DocumentRow row, SecurityDocument content)
      throws SQLException {
    return putAll(c, List.of(new Entry(row, content)));
  }

  /**
   * Stores documents of different entities, all of one source, in place of those before.
   *
   * @return the number of the first
   */
  public static long putAll(Connection c, List<Entry> entries) throws SQLException {
    long first = Numbers.take(c, entries.size());
    long id = first;
    deleteAll(
        c,
        entries.stream().map(each -> each.row().entityRef()).toList(),
        entries.get(0).row().source());
    Set<PackageId> named = new LinkedHashSet<>();
    entries.forEach(each -> packages(each.content(), named));
    Map<PackageId, Long> packages = PackageTable.ids(c, named);
    List<Object[]> documents = new ArrayList<>();
    List<Object[]> components = new ArrayList<>();
    List<Object[]> occurrences = new ArrayList<>();
    List<Object[]> statements = new ArrayList<>();
    for (Entry each : entries) {
      documents.add(each.row().values(id));
      components(components, id, each.content().components(), packages);
      occurrences(occurrences, id, each.content().occurrences(), packages);
      statements(statements, id, each.content().statements(), packages);
      id++;
    }
    Sql.batch(
        c,
        "INSERT INTO document ("
            + DocumentRow.COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        documents);
    Sql.batch(
        c,
        "INSERT INTO component (document_id, seq, package_id, version, licence, purl, parent_seq)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        components);
    Sql.batch(
        c,
        "INSERT INTO occurrence (document_id, seq, vulnerability, aliases, package_id, version,"
            + " severity, score, fixed, title, url, location)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        occurrences);
    Sql.batch(
        c,
        "INSERT INTO statement (document_id, seq, vulnerability, aliases, package_id, version,"
            + " status, justification, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        statements);
    return first;
  }

  private static void packages(SecurityDocument content, Set<PackageId> all) {
    content.components().forEach(each -> all.add(each.pkg()));
    content.occurrences().forEach(each -> each.pkg().ifPresent(all::add));
    content.statements().forEach(each -> each.pkg().ifPresent(all::add));
  }

  private static void components(
      List<Object[]> rows, long id, List<Component> all, Map<PackageId, Long> packages) {
    int seq = 0;
    for (Component each : all) {
      rows.add(
          new Object[] {
            id,
            seq++,
            packages.get(each.pkg()),
            each.version(),
            each.licence(),
            each.purl(),
            each.parent()
          });
    }
  }

  private static void occurrences(
      List<Object[]> rows, long id, List<Occurrence> all, Map<PackageId, Long> packages) {
    int seq = 0;
    for (Occurrence each : all) {
      rows.add(
          new Object[] {
            id,
            seq++,
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
  }

  private static void statements(
      List<Object[]> rows, long id, List<Statement> all, Map<PackageId, Long> packages) {
    int seq = 0;
    for (Statement each : all) {
      rows.add(
          new Object[] {
            id,
            seq++,
            each.vulnerability(),
            Lists.join(each.aliases()),
            each.pkg().map(packages::get).orElse(0L),
            each.version(),
            each.status().name(),
            each.justification(),
            each.detail()
          });
    }
  }

  /** Deletes the document of a source; returns whether there was one. */
  public static boolean delete(Connection c, String entityRef, String source) throws SQLException {
    return deleteAll(c, List.of(entityRef), source) > 0;
  }

  /** Deletes the documents of a source about entities; returns how many there were. */
  public static int deleteAll(Connection c, Collection<String> entityRefs, String source)
      throws SQLException {
    List<Object[]> ids =
        Sql.in(
            c,
            row -> new Object[] {row.getLong(1)},
            "SELECT id FROM document WHERE source = ? AND entity_ref IN (??)",
            entityRefs,
            source);
    if (!ids.isEmpty()) {
      for (String table : List.of("component", "occurrence", "statement", "document_body")) {
        Sql.batch(c, "DELETE FROM " + table + " WHERE document_id = ?", ids);
      }
      Sql.batch(c, "DELETE FROM document WHERE id = ?", ids);
    }
    return ids.size();
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
