package dev.callboard.audit;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.database.PluginDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The chained log. Several nodes may append at the same time: each takes the row of the head first,
 * so their batches come one after the other without a gap. Thread-safe.
 */
final class AuditLog {
  private static final String INSERT =
      "INSERT INTO audit_event (seq, id, "
          + RecordColumns.NAMES
          + ", body, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final RecordColumns columns = new RecordColumns();
  private final PluginDatabase database;

  AuditLog(PluginDatabase database) {
    this.database = database;
  }

  /**
   * Appends the rows that are not in the log yet, so that doing it again after a crash does no
   * harm.
   *
   * @return how many were new
   */
  int append(List<OutboxRow> rows) throws SQLException {
    return database.write(connection -> append(connection, rows));
  }

  private int append(Connection connection, List<OutboxRow> rows) throws SQLException {
    Head start = head(connection, true);
    Head head = start;
    try (PreparedStatement known =
            connection.prepareStatement("SELECT 1 FROM audit_event WHERE id = ?");
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (OutboxRow row : rows) {
        known.setString(1, row.id());
        try (ResultSet found = known.executeQuery()) {
          if (found.next()) {
            continue;
          }
        }
        head = insert(insert, row, head);
      }
    }
    if (head.seq() > start.seq()) {
      advance(connection, head);
    }
    return (int) (head.seq() - start.seq());
  }

  private Head insert(PreparedStatement insert, OutboxRow row, Head head) throws SQLException {
    long seq = head.seq() + 1;
    String hash = Chain.hash(seq, row.body(), head.hash());
    insert.setLong(1, seq);
    insert.setString(2, row.id());
    int column = 3;
    for (String copy : columns.of(row.body())) {
      insert.setString(column++, copy);
    }
    insert.setString(10, row.body());
    insert.setString(11, head.hash());
    insert.setString(12, hash);
    insert.executeUpdate();
    return new Head(seq, hash);
  }

  private static void advance(Connection connection, Head head) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE audit_head SET seq = ?, hash = ? WHERE id = 1")) {
      update.setLong(1, head.seq());
      update.setString(2, head.hash());
      update.executeUpdate();
    }
  }

  /** The number and hash of the last record. */
  Head head() throws SQLException {
    return database.read(connection -> head(connection, false));
  }

  private Head head(Connection connection, boolean hold) throws SQLException {
    // On SQLite the only writer holds everything.
    String lock = hold && database.dialect() == Dialect.POSTGRESQL ? " FOR UPDATE" : "";
    try (PreparedStatement query =
            connection.prepareStatement("SELECT seq, hash FROM audit_head WHERE id = 1" + lock);
        ResultSet row = query.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("The head of the audit log is gone");
      }
      return new Head(row.getLong(1), row.getString(2));
    }
  }

  /** The last record. */
  record Head(long seq, String hash) {}
}
