package dev.callboard.catalog.store;

import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The tables {@code sources} and {@code refresh_keys}. */
final class Sources {
  private static final String COLUMNS =
      "root_key, source_key, parent_ref, state, errors, etag, digest, stamp, dependencies, targets,"
          + " generation, entities, read_at, changed_at";

  private Sources() {}

  static Map<String, SourceRow> load(Connection connection, String rootKey) throws SQLException {
    Map<String, SourceRow> rows = new HashMap<>();
    Sql.query(
        connection,
        "SELECT " + COLUMNS + " FROM sources WHERE root_key = ?",
        row -> rows.put(row.getString(2), read(row)),
        rootKey);
    return rows;
  }

  static List<SourceRow> all(Connection connection) throws SQLException {
    List<SourceRow> rows = new ArrayList<>();
    Sql.query(
        connection,
        "SELECT " + COLUMNS + " FROM sources ORDER BY root_key, source_key",
        row -> rows.add(read(row)));
    return rows;
  }

  private static SourceRow read(ResultSet row) throws SQLException {
    return new SourceRow(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getInt(12),
        row.getLong(13),
        row.getLong(14));
  }

  static void save(Connection connection, List<SourceRead> reads) throws SQLException {
    List<Object[]> keys = new ArrayList<>();
    List<Object[]> rows = new ArrayList<>();
    List<Object[]> refreshKeys = new ArrayList<>();
    for (SourceRead read : reads) {
      SourceRow row = read.row();
      keys.add(new Object[] {row.rootKey(), row.sourceKey()});
      rows.add(columns(row));
      for (String key : read.refreshKeys()) {
        refreshKeys.add(new Object[] {key, row.rootKey(), row.sourceKey()});
      }
    }
    Sql.batch(connection, "DELETE FROM refresh_keys WHERE root_key = ? AND source_key = ?", keys);
    Sql.batch(connection, "DELETE FROM sources WHERE root_key = ? AND source_key = ?", keys);
    Sql.batch(
        connection,
        "INSERT INTO sources (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows);
    Sql.batch(
        connection,
        "INSERT INTO refresh_keys (refresh_key, root_key, source_key) VALUES (?, ?, ?) ON CONFLICT"
            + " DO NOTHING",
        refreshKeys);
  }

  private static Object[] columns(SourceRow row) {
    return new Object[] {
      row.rootKey(),
      row.sourceKey(),
      row.parentRef(),
      row.state(),
      row.errors(),
      row.etag(),
      row.digest(),
      row.stamp(),
      row.dependencies(),
      row.targets(),
      row.generation(),
      row.entities(),
      row.readAt(),
      row.changedAt()
    };
  }

  static void delete(Connection connection, String rootKey, Collection<String> sourceKeys)
      throws SQLException {
    List<Object[]> keys = new ArrayList<>();
    sourceKeys.forEach(key -> keys.add(new Object[] {rootKey, key}));
    SharedFiles.bequeath(connection, rootKey, sourceKeys);
    for (String table : List.of("sources", "refresh_keys", "edges", "conflicts")) {
      Sql.batch(
          connection, "DELETE FROM " + table + " WHERE root_key = ? AND source_key = ?", keys);
    }
  }

  /** Returns the files that list an entity. */
  static List<Changes.Source> listing(Connection connection, String ref) throws SQLException {
    List<Changes.Source> sources = new ArrayList<>();
    Sql.query(
        connection,
        "SELECT root_key, source_key FROM edges WHERE child_ref = ?",
        row -> sources.add(new Changes.Source(row.getString(1), row.getString(2))),
        ref);
    return sources;
  }

  /** Makes a file be read in full the next time. */
  static void forget(Connection connection, String rootKey, String sourceKey) throws SQLException {
    Sql.update(
        connection,
        "UPDATE sources SET etag = NULL, digest = NULL, stamp = NULL WHERE root_key = ? AND"
            + " source_key = ? AND source_key NOT LIKE 'entity:%'",
        rootKey,
        sourceKey);
    // What a provider gave has no content to compare, and its stamp says where it comes from.
    Sql.update(
        connection,
        "UPDATE sources SET generation = '' WHERE root_key = ? AND source_key = ? AND source_key"
            + " LIKE 'entity:%'",
        rootKey,
        sourceKey);
  }

  /** Returns the refresh keys of the files of a root, by their sources. */
  static Map<String, List<String>> refreshKeys(Connection connection, String rootKey)
      throws SQLException {
    Map<String, List<String>> keys = new HashMap<>();
    Sql.query(
        connection,
        "SELECT source_key, refresh_key FROM refresh_keys WHERE root_key = ?",
        row ->
            keys.computeIfAbsent(row.getString(1), source -> new ArrayList<>())
                .add(row.getString(2)),
        rootKey);
    return keys;
  }

  /** Returns the roots that read, or try to read, something below a URL in any case. */
  static Set<String> rootsBelow(Connection connection, String url) throws SQLException {
    String below = url.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "/%";
    Set<String> roots = new LinkedHashSet<>();
    Sql.query(
        connection,
        "SELECT root_key FROM sources WHERE LOWER(source_key) LIKE ? ESCAPE '!' UNION SELECT"
            + " root_key FROM refresh_keys WHERE LOWER(refresh_key) LIKE ? ESCAPE '!' UNION SELECT"
            + " root_key FROM sources WHERE LOWER(targets) LIKE ? ESCAPE '!'",
        row -> roots.add(row.getString(1)),
        "url:" + below,
        "url:" + below,
        "%\"" + below);
    return roots;
  }

  /** Makes the files that were read with one of these keys be read in full; returns their roots. */
  static Set<String> forgetKeys(Connection connection, Collection<String> refreshKeys)
      throws SQLException {
    List<Changes.Source> sources = new ArrayList<>();
    Sql.queryIn(
        connection,
        "SELECT DISTINCT root_key, source_key FROM refresh_keys WHERE refresh_key IN (%s)",
        refreshKeys,
        row -> sources.add(new Changes.Source(row.getString(1), row.getString(2))));
    Set<String> roots = new LinkedHashSet<>();
    for (Changes.Source source : sources) {
      forget(connection, source.rootKey(), source.sourceKey());
      roots.add(source.rootKey());
    }
    return roots;
  }
}
