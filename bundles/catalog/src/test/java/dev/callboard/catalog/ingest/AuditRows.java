package dev.callboard.catalog.ingest;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Keeps the references of mutations in a table, which a transaction that ends takes back. */
final class AuditRows implements AuditService {
  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS test_audit (ref TEXT NOT NULL)");
    }
  }

  static int count(Connection connection) throws SQLException {
    try (var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM test_audit")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Override
  public void record(Connection transaction, AuditEvent event) throws SQLException {
    if (event.eventId().equals("entity-mutate")) {
      try (var insert = transaction.prepareStatement("INSERT INTO test_audit VALUES (?)")) {
        insert.setString(1, event.targetRef());
        insert.executeUpdate();
      }
    }
  }

  @Override
  public void record(AuditEvent event) {
    throw new IllegalStateException("outside of a transaction: " + event.eventId());
  }
}
