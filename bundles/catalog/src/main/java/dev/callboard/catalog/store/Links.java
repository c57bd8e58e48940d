package dev.callboard.catalog.store;

import dev.callboard.catalog.changes.ChangeSet;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables {@code links} and {@code change_head} as far as they tell other nodes what is no
 * change of an entity.
 */
final class Links {
  private Links() {}

  /** Returns what the index is given although the entity is served as before. */
  static Set<String> of(Changes changes) {
    Set<String> changed = new HashSet<>();
    for (ChangeSet.Entry entry : changes.log().entries()) {
      changed.add(entry.ref());
    }
    Set<String> links = new LinkedHashSet<>();
    for (IndexedEntity entity : changes.upserts()) {
      if (!changed.contains(entity.ref())) {
        links.add(entity.ref());
      }
    }
    return links;
  }

  /** Numbers links; like changes they come last in a transaction. */
  static void write(Connection connection, Set<String> refs) throws SQLException {
    if (refs.isEmpty()) {
      return;
    }
    Sql.update(
        connection, "UPDATE change_head SET links = links + ? WHERE id = 1", (long) refs.size());
    long n = head(connection).links() - refs.size();
    List<Object[]> rows = new ArrayList<>();
    for (String ref : refs) {
      rows.add(new Object[] {++n, ref, System.currentTimeMillis()});
    }
    Sql.batch(connection, "INSERT INTO links (n, ref, at) VALUES (?, ?, ?)", rows);
  }

  static Position head(Connection connection) throws SQLException {
    Position[] head = {Position.START};
    Sql.query(
        connection,
        "SELECT seq, links FROM change_head WHERE id = 1",
        row -> head[0] = new Position(row.getLong(1), row.getLong(2)));
    return head[0];
  }
}
