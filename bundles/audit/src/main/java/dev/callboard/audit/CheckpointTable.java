package dev.callboard.audit;

import dev.callboard.platform.database.PluginDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checkpoints in the database. Thread-safe; every method blocks. */
final class CheckpointTable {
  /**
   * A row beside the record that it tells of.
   *
   * @param seq the number as stored
   * @param note the text as stored
   * @param hash the hash that the record of that number has now; empty without such a record
   */
  record Row(long seq, String keyId, String note, String hash) {}

  private static final String SELECT =
      "SELECT c.seq, c.key_id, c.note, COALESCE(e.hash, '') FROM audit_checkpoint c"
          + " LEFT JOIN audit_event e ON e.seq = c.seq ";

  private final PluginDatabase database;

  CheckpointTable(PluginDatabase database) {
    this.database = database;
  }

  void add(Checkpoint checkpoint) throws SQLException {
    database.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO audit_checkpoint (seq, key_id, note) SELECT ?, ?, ?"
                      + " WHERE NOT EXISTS"
                      + " (SELECT 1 FROM audit_checkpoint WHERE seq = ? AND key_id = ?)")) {
            insert.setLong(1, checkpoint.seq());
            insert.setString(2, checkpoint.keyId());
            insert.setString(3, checkpoint.note());
            insert.setLong(4, checkpoint.seq());
            insert.setString(5, checkpoint.keyId());
            return insert.executeUpdate();
          }
        });
  }

  /** Returns those after a number and key, by number. */
  List<Row> after(long seq, String keyId, int limit) throws SQLException {
    return rows("WHERE (c.seq, c.key_id) > (?, ?) ORDER BY c.seq, c.key_id", seq, keyId, limit);
  }

  /** Returns those before a number, the newest first. */
  List<Row> before(long seq, int limit) throws SQLException {
    return rows("WHERE (c.seq, c.key_id) < (?, ?) ORDER BY c.seq DESC, c.key_id", seq, "", limit);
  }

  private List<Row> rows(String where, long seq, String keyId, int limit) throws SQLException {
    return database.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(SELECT + where + " LIMIT " + limit)) {
            query.setLong(1, seq);
            query.setString(2, keyId);
            List<Row> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                found.add(
                    new Row(
                        rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)));
              }
            }
            return found;
          }
        });
  }

  /** Returns the text of a checkpoint, if it is there. */
  Optional<String> note(long seq, String keyId) throws SQLException {
    return database.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT note FROM audit_checkpoint WHERE seq = ? AND key_id = ?")) {
            query.setLong(1, seq);
            query.setString(2, keyId);
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
          }
        });
  }

  /** Returns the hash of a record; empty without such a record. */
  String hash(long seq) throws SQLException {
    return database.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT hash FROM audit_event WHERE seq = ?")) {
            query.setLong(1, seq);
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? row.getString(1) : "";
            }
          }
        });
  }
}
