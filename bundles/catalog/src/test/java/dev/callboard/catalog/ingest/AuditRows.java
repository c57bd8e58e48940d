package dev.callboard.catalog.ingest;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Keeps the references of mutations in a table, which a transaction that ends takes back. */
final class AuditRows implements AuditService {
  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS test_audit (ref TEXT NOT NULL, after TEXT)");
    }
  }

  static int count(Connection connection) throws SQLException {
    try (var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM test_audit")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** Returns the digests of what was audited last, of what was not deleted. */
  static Map<String, String> last(Connection connection) throws SQLException {
    Map<String, String> last = new TreeMap<>();
    try (var rows =
        connection
            .createStatement()
            .executeQuery("SELECT ref, after FROM test_audit ORDER BY rowid")) {
      while (rows.next()) {
        last.put(rows.getString(1), rows.getString(2));
      }
    }
    last.values().removeIf(Objects::isNull);
    return last;
  }

  @Override
  public void record(Connection transaction, AuditEvent event) throws SQLException {
    if (event.eventId().equals("entity-mutate")) {
      try (var insert = transaction.prepareStatement("INSERT INTO test_audit VALUES (?, ?)")) {
        insert.setString(1, event.targetRef());
        insert.setString(2, event.after().orElse(null));
        insert.executeUpdate();
      }
    }
  }

  @Override
  public void record(AuditEvent event) {
    throw new IllegalStateException("outside of a transaction: " + event.eventId());
  }
}
