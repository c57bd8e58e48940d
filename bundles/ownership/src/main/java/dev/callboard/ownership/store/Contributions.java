package dev.callboard.ownership.store;

import dev.callboard.ownership.authorship.Contribution;
import dev.callboard.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The table of what people have done for entities. */
public final class Contributions {
  private Contributions() {}

  /** Returns what was done for an entity, by those with the most commits first. */
  public static List<Contribution> of(Connection c, String entityRef) throws SQLException {
    return Sql.list(
        c,
        row -> new Contribution(row.getString(1), row.getInt(2), row.getDouble(3), row.getLong(4)),
        "SELECT person, commits, files, last_ms FROM contribution WHERE entity_ref = ?"
            + " ORDER BY commits DESC, person",
        entityRef);
  }

  /** Puts what was done for an entity in place of what was known. */
  public static void put(Connection c, String entityRef, List<Contribution> all)
      throws SQLException {
    Sql.update(c, "DELETE FROM contribution WHERE entity_ref = ?", entityRef);
    Sql.batch(
        c,
        "INSERT INTO contribution (entity_ref, person, commits, files, last_ms)"
            + " VALUES (?, ?, ?, ?, ?)",
        all.stream()
            .map(
                each ->
                    new Object[] {
                      entityRef, each.person(), each.commits(), each.files(), each.lastMillis()
                    })
            .toList());
  }
}
