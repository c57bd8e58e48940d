package dev.callboard.catalog.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps what callers write apart from what ingestion writes on PostgreSQL, until the end of the
 * transaction: ingestion takes the lock together with others of its kind, a caller's write alone.
 * Both take it first, so that neither waits while it holds something that the other wants. SQLite
 * needs none, for it lets one transaction write at a time.
 */
final class WriteLock {
  private static final long KEY = 0x63616c6c62777274L;

  private WriteLock() {}

  static void take(Connection connection, boolean alone) throws SQLException {
    String function = alone ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared";
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT " + function + "(" + KEY + ")");
    }
  }
}
