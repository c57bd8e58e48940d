package dev.callboard.catalog.store;

import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The uids that new entities get because they are restored, by reference. */
public final class KeptUids {
  private KeptUids() {}

  /** Has the next new entity of a reference get a uid. */
  public static void keep(Connection connection, String ref, UUID uid) throws SQLException {
    forget(connection, ref);
    Sql.update(connection, "INSERT INTO kept_uids (ref, uid) VALUES (?, ?)", ref, uid.toString());
  }

  /** Undoes {@link #keep}; returns how many were kept. */
  public static int forget(Connection connection, String ref) throws SQLException {
    return Sql.update(connection, "DELETE FROM kept_uids WHERE ref = ?", ref);
  }

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
