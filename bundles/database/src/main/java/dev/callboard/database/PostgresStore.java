package dev.callboard.database;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.PortalException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema of PostgreSQL, reached through the shared pool, of which one plugin may have half at the
 * most: so one that hangs leaves the others working.
 */
final class PostgresStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresStore.class);
  private static final int CLOSE_SECONDS = 10;

  private final PostgresPool pool;
  private final String name;
  private final Duration timeout;
  private final long lockMillis;
  private final int size;
  private final Semaphore permits;
  private volatile PostgresSchema schema;
  private volatile boolean closed;

  PostgresStore(PostgresPool pool, String pluginId, DatabaseSettings settings) {
    this.pool = pool;
    this.name = PostgresSchema.name(pluginId);
    this.timeout = settings.acquireTimeout();
    this.lockMillis = settings.lockTimeout().toMillis();
    this.size = Math.max(1, settings.maxConnections() / 2);
    this.permits = new Semaphore(size, true);
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Lease borrow(boolean write) throws SQLException {
    boolean trial = pool.admit();
    acquire();
    Connection connection = null;
    try {
      connection = pool.connection(trial);
      begin(connection, write);
      return new PostgresLease(connection);
    } catch (SQLException | RuntimeException | Error e) {
      if (connection != null) {
        pool.evict(connection);
      }
      permits.release();
      throw e;
    }
  }

  private void begin(Connection connection, boolean write) throws SQLException {
    if (schema == null) {
      schema = PostgresSchema.open(connection, name);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(schema.begin(write, lockMillis));
    }
  }

  private void acquire() {
    try {
      if (!permits.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw PortalException.unavailable("The database is busy; try again later");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortalException.unavailable("Interrupted while waiting for the database");
    }
    if (closed) {
      permits.release();
      throw PortalException.unavailable("The database of this plugin is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      if (!permits.tryAcquire(size, CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Work on the schema {} did not end in {} s", name, CLOSE_SECONDS);
        return;
      }
      permits.release(size);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A borrowed connection. */
  private final class PostgresLease implements Lease {
    private final Connection connection;
    private boolean broken;

    private PostgresLease(Connection connection) {
      this.connection = connection;
    }

    @Override
    public Connection connection() {
      return connection;
    }

    @Override
    public void commit() throws SQLException {
      connection.commit();
    }

    @Override
    public void rollback() throws SQLException {
      connection.rollback();
    }

    @Override
    public void broken() {
      broken = true;
    }

    @Override
    public void close() {
      if (broken) {
        pool.evict(connection);
      }
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("Giving a connection back failed", e);
      } finally {
        permits.release();
      }
    }
  }
}
