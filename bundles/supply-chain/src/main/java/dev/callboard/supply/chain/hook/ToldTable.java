package dev.callboard.supply.chain.hook;

import dev.callboard.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was told last of each item. Works in the transaction of the connection, and blocks. */
final class ToldTable {
  private ToldTable() {}

  /** Stores an item unless something newer is known of it; returns whether it was stored. */
  static boolean put(
      Connection c, String entityRef, String source, String item, long millis, String body)
      throws SQLException {
    return Sql.update(
            c,
            "INSERT INTO told (entity_ref, source, item, told_ms, body) VALUES (?, ?, ?, ?, ?) ON"
                + " CONFLICT (entity_ref, source, item) DO UPDATE SET told_ms = excluded.told_ms,"
                + " body = excluded.body WHERE told.told_ms < excluded.told_ms",
            entityRef,
            source,
            item,
            millis,
            body)
        > 0;
  }

  /** Returns the items that are there, up to a time. */
  static Map<String, String> items(Connection c, String entityRef, String source, long millis)
      throws SQLException {
    Map<String, String> items = new LinkedHashMap<>();
    Sql.list(
        c,
        row -> items.put(row.getString(1), row.getString(2)),
        "SELECT item, body FROM told WHERE entity_ref = ? AND source = ? AND told_ms <= ?"
            + " AND body <> '' ORDER BY item",
        entityRef,
        source,
        millis);
    return items;
  }
}
