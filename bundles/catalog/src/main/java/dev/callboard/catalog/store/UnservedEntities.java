package dev.callboard.catalog.store;

import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Entities that are claimed but not served, because they have never been right. */
public final class UnservedEntities {
  private UnservedEntities() {}

  /**
   * One of them.
   *
   * @param uid its uid
   * @param ref its reference
   * @param locationKey the file that it comes from
   * @param hash of the document
   * @param source the document as JSON text, or null
   * @param errors what is wrong with it as JSON text; null when it is yet to be served
   * @param readAt when its file was read last, in milliseconds, 0 when that is not known
   */
  public record Row(
      String uid,
      String ref,
      String locationKey,
      String hash,
      String source,
      String errors,
      long readAt) {}

  /**
   * Returns them by reference.
   *
   * @param failed those that something is wrong with, or else those that wait to be served
   */
  public static List<Row> all(Connection connection, boolean failed) throws SQLException {
    List<Row> rows = new ArrayList<>();
    Sql.query(
        connection,
        "SELECT uid, ref, location_key, hash, unprocessed, errors, (SELECT MAX(s.read_at) FROM"
            + " edges d JOIN sources s ON s.root_key = d.root_key AND s.source_key = d.source_key"
            + " WHERE d.child_ref = entities.ref) FROM entities WHERE final IS NULL AND errors IS"
            + (failed ? " NOT NULL" : " NULL")
            + " ORDER BY ref",
        row ->
            rows.add(
                new Row(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getLong(7))));
    return rows;
  }

  /** Returns whether an entity with this uid is served; empty when there is none. */
  public static Optional<Boolean> served(Connection connection, String uid) throws SQLException {
    List<Boolean> found = new ArrayList<>();
    Sql.query(
        connection,
        "SELECT CASE WHEN final IS NULL THEN 0 ELSE 1 END FROM entities WHERE uid = ?",
        row -> found.add(row.getInt(1) == 1),
        uid);
    return found.stream().findFirst();
  }
}
