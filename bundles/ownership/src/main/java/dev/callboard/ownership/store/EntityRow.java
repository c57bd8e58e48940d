package dev.callboard.ownership.store;

import dev.callboard.platform.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of an entity.
 *
 * @param ref its reference
 * @param owner the declared one as a full reference, empty for none
 * @param system what it is part of, empty for none
 * @param repository the id of its row, empty when its files are nowhere that is known
 * @param folder of its files in the repository, empty for the root
 * @param orphan whether the catalog says that its file is gone
 * @param files how many files the history knows
 * @param truckFactor of these
 * @param concentration of their authorship
 * @param readMillis when the history was read, 0 for never
 */
public record EntityRow(
    String ref,
    String owner,
    String system,
    String repository,
    String folder,
    boolean orphan,
    int files,
    int truckFactor,
    double concentration,
    long readMillis) {
  private static final String SELECT =
      "SELECT entity_ref, owner, system_ref, repository, folder, orphan, files, truck_factor,"
          + " concentration, read_ms FROM entity";

  private static EntityRow read(ResultSet row) throws SQLException {
    return new EntityRow(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getInt(6) != 0,
        row.getInt(7),
        row.getInt(8),
        row.getDouble(9),
        row.getLong(10));
  }

  /** Returns one entity. */
  public static Optional<EntityRow> find(Connection c, String ref) throws SQLException {
    return Sql.list(c, EntityRow::read, SELECT + " WHERE entity_ref = ?", ref).stream().findFirst();
  }

  /** Returns all entities, in the order of their references. */
  public static List<EntityRow> all(Connection c) throws SQLException {
    return Sql.list(c, EntityRow::read, SELECT + " ORDER BY entity_ref");
  }

  /** Returns the entities of a repository. */
  public static List<EntityRow> of(Connection c, String repository) throws SQLException {
    return Sql.list(
        c, EntityRow::read, SELECT + " WHERE repository = ? ORDER BY entity_ref", repository);
  }

  /** Inserts the entity, or changes what the catalog says about it. */
  public void put(Connection c) throws SQLException {
    Sql.update(
        c,
        "INSERT INTO entity (entity_ref, owner, system_ref, repository, folder, orphan, files,"
            + " truck_factor, concentration, read_ms, checked_ms)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
            + " ON CONFLICT (entity_ref) DO UPDATE SET owner = excluded.owner,"
            + " system_ref = excluded.system_ref, repository = excluded.repository,"
            + " folder = excluded.folder, orphan = excluded.orphan, files = excluded.files,"
            + " truck_factor = excluded.truck_factor, concentration = excluded.concentration,"
            + " read_ms = excluded.read_ms",
        ref,
        owner,
        system,
        repository,
        folder,
        orphan ? 1 : 0,
        files,
        truckFactor,
        concentration,
        readMillis);
  }

  /** Returns the same with what a history said. */
  public EntityRow with(int known, int factor, double index, long millis) {
    return new EntityRow(
        ref, owner, system, repository, folder, orphan, known, factor, index, millis);
  }

  /** Removes all that is kept of an entity that is gone. */
  public static void remove(Connection c, String ref) throws SQLException {
    for (String table :
        List.of("entity", "contribution", "code_rule", "fact", "fact_now", "claim")) {
      Sql.update(c, "DELETE FROM " + table + " WHERE entity_ref = ?", ref);
    }
  }
}
