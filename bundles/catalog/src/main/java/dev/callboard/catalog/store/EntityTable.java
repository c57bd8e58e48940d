package dev.callboard.catalog.store;

import dev.callboard.catalog.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The table {@code entities}, except for the columns that the stitcher writes. */
final class EntityTable {
  private EntityTable() {}

  /** Returns the rows of those that exist. */
  static Map<String, StoredEntity> load(Connection connection, Collection<String> refs)
      throws SQLException {
    Map<String, StoredEntity> found = new HashMap<>();
    Sql.queryIn(
        connection,
        "SELECT ref, uid, location_key, hash, CASE WHEN processed IS NULL THEN 0 ELSE 1 END,"
            + " orphan, etag FROM entities WHERE ref IN (%s)",
        refs,
        row ->
            found.put(
                row.getString(1),
                new StoredEntity(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getInt(5) == 1,
                    row.getInt(6) == 1,
                    row.getString(7))));
    return found;
  }

  /** Returns the reference of a unique id. */
  static Optional<String> ref(Connection connection, String uid) throws SQLException {
    List<String> refs = new ArrayList<>(1);
    Sql.query(
        connection,
        "SELECT ref FROM entities WHERE uid = ?",
        row -> refs.add(row.getString(1)),
        uid);
    return refs.stream().findFirst();
  }

  static void insert(Connection connection, Collection<Claim> claims) throws SQLException {
    Map<String, String> kept = KeptUids.take(connection, claims.stream().map(Claim::ref).toList());
    List<Object[]> rows = new ArrayList<>();
    for (Claim claim : claims) {
      String uid = kept.get(claim.ref());
      rows.add(
          new Object[] {
            claim.ref(),
            uid == null ? UUID.randomUUID().toString() : uid,
            claim.locationKey(),
            claim.hash(),
            claim.source(),
            text(claim.json()),
            claim.errors()
          });
    }
    Sql.batch(
        connection,
        "INSERT INTO entities (ref, uid, location_key, hash, unprocessed, processed, errors)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows);
  }

  /** A claim that is refused leaves the last good form in place. */
  static void update(Connection connection, Collection<Claim> claims) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (Claim claim : claims) {
      rows.add(
          new Object[] {
            claim.locationKey(),
            claim.hash(),
            claim.source(),
            text(claim.json()),
            claim.errors(),
            claim.ref()
          });
    }
    Sql.batch(
        connection,
        "UPDATE entities SET location_key = ?, hash = ?, unprocessed = ?,"
            + " processed = COALESCE(?, processed), errors = ?, orphan = 0 WHERE ref = ?",
        rows);
  }

  /** Shows an error on entities whose file can no longer be read as a whole. */
  static void markUnread(Connection connection, Collection<String> refs, String errors)
      throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    refs.forEach(ref -> rows.add(new Object[] {errors, ref}));
    Sql.batch(connection, "UPDATE entities SET errors = ?, hash = '' WHERE ref = ?", rows);
  }

  private static String text(byte[] json) {
    return json == null ? null : new String(json, StandardCharsets.UTF_8);
  }
}
