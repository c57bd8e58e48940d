package dev.callboard.catalog.store;

import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The entities of providers as they were given, which can be read nowhere again. */
public final class GivenEntities {
  private GivenEntities() {}

  /**
   * An entity as it was given.
   *
   * @param sourceKey its source within the root of its provider
   * @param locationKey who claims its reference
   * @param json the document as JSON text
   */
  public record Given(String sourceKey, String locationKey, String json) {}

  /** Returns those of some sources that hold their reference. */
  public static List<Given> load(
      Connection connection, String rootKey, Collection<String> sourceKeys) throws SQLException {
    List<Given> found = new ArrayList<>();
    Sql.queryIn(
        connection,
        "SELECT d.source_key, e.location_key, e.unprocessed FROM edges d JOIN entities e ON e.ref ="
            + " d.child_ref WHERE d.root_key = ? AND e.unprocessed IS NOT NULL AND d.source_key ="
            + " 'entity:' || e.ref AND d.source_key IN (%s)",
        sourceKeys,
        row -> found.add(new Given(row.getString(1), row.getString(2), row.getString(3))),
        rootKey);
    return found;
  }
}
