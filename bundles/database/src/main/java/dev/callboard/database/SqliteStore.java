package dev.callboard.database;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of SQLite: one connection writes, several read. Waiting writers queue here, in the order
 * in which they came, rather than in SQLite, which would let them poll. A pool library is not used:
 * its threads and checks are for connections over a network.
 */
final class SqliteStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);
  private static final int CLOSE_SECONDS = 10;

  private final String name;
  private final SqliteConnections connections;
  private final Optional<Path> file;
  private final Availability availability;
  private final Duration timeout;
  private final Side writer = new Side(1);
  private final Side readers;
  private volatile boolean closed;

  SqliteStore(
      String name, Optional<Path> file, DatabaseSettings settings, Availability availability) {
    this.name = name;
    this.file = file;
    this.connections = new SqliteConnections(file, settings.lockTimeout());
    this.timeout = settings.acquireTimeout();
    this.availability = availability;
    // A database in memory belongs to its only connection.
    this.readers = connections.memory() ? writer : new Side(settings.readers());
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Lease borrow(boolean write) throws SQLException {
    Side side = write ? writer : readers;
    side.acquire();
    Connection connection = null;
    try {
      connection = side.idle.pollFirst();
      if (connection == null) {
        connection = connections.open(side == writer);
      }
      execute(connection, write ? "BEGIN IMMEDIATE" : "BEGIN");
      availability.reached();
      return new SqliteLease(side, connection);
    } catch (SQLException | RuntimeException | Error e) {
      discard(connection);
      side.permits.release();
      if (e instanceof SQLException failure) {
        failed(failure);
      }
      throw e;
    }
  }

  private void failed(SQLException e) {
    if (Failures.conflict(e, Dialect.SQLITE)) {
      return;
    }
    availability.failed("the database of " + name + " cannot be opened: " + e.getMessage());
    if (Failures.damaged(e, Dialect.SQLITE)) {
      LOG.error(
          "The database file {} is damaged and was left as it is. Stop the server and restore the"
              + " file from a backup, or try: sqlite3 {} .recover",
          file.orElse(null),
          file.orElse(null));
    }
  }

  @Override
  public void close() {
    closed = true;
    writer.close();
    if (readers != writer) {
      readers.close();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void discard(Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.debug("Closing a connection failed", e);
    }
  }

  /** Connections of one kind. */
  private final class Side {
    private final int size;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    private Side(int size) {
      this.size = size;
      this.permits = new Semaphore(size, true);
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

    private void close() {
      try {
        if (!permits.tryAcquire(size, CLOSE_SECONDS, TimeUnit.SECONDS)) {
          LOG.warn("Work on the database of {} did not end in {} s", name, CLOSE_SECONDS);
        } else {
          permits.release(size);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      for (Connection c = idle.pollFirst(); c != null; c = idle.pollFirst()) {
        discard(c);
      }
    }
  }

  /** A borrowed connection. */
  private final class SqliteLease implements Lease {
    private final Side side;
    private final Connection connection;
    private boolean open = true;
    private boolean broken;

    private SqliteLease(Side side, Connection connection) {
      this.side = side;
      this.connection = connection;
    }

    @Override
    public Connection connection() {
      return connection;
    }

    @Override
    public void commit() throws SQLException {
      execute(connection, "COMMIT");
      open = false;
    }

    @Override
    public void rollback() throws SQLException {
      if (open) {
        open = false;
        execute(connection, "ROLLBACK");
      }
    }

    @Override
    public void broken() {
      broken = true;
    }

    @Override
    public void close() {
      if (broken || open || closed) {
        discard(connection);
      } else {
        side.idle.addFirst(connection);
      }
      side.permits.release();
    }
  }
}
