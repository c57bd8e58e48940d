package dev.callboard.catalog.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The uids that new entities get because they are restored, by reference. */
final class KeptUids {
  private KeptUids() {}

  /** Returns those of references and forgets them. */
  static Map<String, String> take(Connection connection, Collection<String> refs)
      throws SQLException {
    Map<String, String> found = new HashMap<>();
    Sql.queryIn(
        connection,
        "SELECT ref, uid FROM kept_uids WHERE ref IN (%s)",
        refs,
        row -> found.put(row.getString(1), row.getString(2)));
    Sql.updateIn(connection, "DELETE FROM kept_uids WHERE ref IN (%s)", found.keySet());
    return found;
  }
}
