package dev.callboard.catalog.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Lets one transaction at a time change entities on PostgreSQL, until it ends. The final form of an
 * entity is made from rows that belong to others too, such as the relations which they declare: of
 * two transactions that do not see each other, the later would store a form without what the other
 * has just written. It is taken first, so that nobody waits while he holds something else. SQLite
 * needs none, for it lets one transaction write at a time.
 */
final class WriteLock {
  private static final long KEY = 0x63616c6c62777274L;

  private WriteLock() {}

  static void take(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + KEY + ")");
    }
  }
}
