package dev.callboard.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks PostgreSQL whether it answers, on a connection of its own that is kept open. Thread-safe;
 * blocks for twice the time limit at the most.
 */
final class PostgresProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresProbe.class);

  private final DataSource source;
  private final int seconds;
  private Connection connection;

  PostgresProbe(DataSource source, int seconds) {
    this.source = source;
    this.seconds = seconds;
  }

  /**
   * Asks.
   *
   * @throws SQLException when the server does not answer on a new connection either
   */
  synchronized void check() throws SQLException {
    if (connection != null && connection.isValid(seconds)) {
      return;
    }
    close();
    connection = source.getConnection();
  }

  @Override
  public synchronized void close() {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("The connection of the probe did not close", e);
    }
    connection = null;
  }
}
