package dev.callboard.catalog.store;

import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The entities whose final form is to be made anew. */
final class DirtyTable {
  private DirtyTable() {}

  static void add(Connection connection, Collection<String> refs) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    refs.forEach(ref -> rows.add(new Object[] {ref}));
    Sql.batch(connection, "INSERT INTO dirty (ref) VALUES (?) ON CONFLICT DO NOTHING", rows);
  }

  static void remove(Connection connection, Collection<String> refs) throws SQLException {
    Sql.updateIn(connection, "DELETE FROM dirty WHERE ref IN (%s)", refs);
  }

  static Set<String> all(Connection connection) throws SQLException {
    Set<String> refs = new LinkedHashSet<>();
    Sql.query(connection, "SELECT ref FROM dirty", row -> refs.add(row.getString(1)));
    return refs;
  }
}
