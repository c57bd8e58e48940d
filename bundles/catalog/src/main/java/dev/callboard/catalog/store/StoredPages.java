package dev.callboard.catalog.store;

import dev.callboard.catalog.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads what is served a page at a time: a driver may hold all rows of a query in memory. */
final class StoredPages {
  private static final int PAGE = 1_000;

  private StoredPages() {}

  static void read(Connection connection, CatalogStore.Stored each) throws SQLException {
    Map<String, List<String>> parents = parents(connection);
    String[] last = {""};
    for (int rows = PAGE; rows == PAGE; ) {
      int[] count = {0};
      Sql.query(
          connection,
          "SELECT ref, uid, final FROM entities WHERE final IS NOT NULL AND ref > ? ORDER BY ref"
              + " LIMIT "
              + PAGE,
          row -> {
            count[0]++;
            last[0] = row.getString(1);
            each.take(
                last[0],
                UUID.fromString(row.getString(2)),
                row.getString(3).getBytes(StandardCharsets.UTF_8),
                parents.getOrDefault(last[0], List.of()));
          },
          last[0]);
      rows = count[0];
    }
  }

  private static Map<String, List<String>> parents(Connection connection) throws SQLException {
    Map<String, List<String>> parents = new HashMap<>();
    Sql.query(
        connection,
        "SELECT DISTINCT child_ref, parent_ref FROM edges WHERE parent_ref <> ''",
        row ->
            parents
                .computeIfAbsent(row.getString(1), key -> new ArrayList<>(1))
                .add(row.getString(2)));
    return parents;
  }
}
