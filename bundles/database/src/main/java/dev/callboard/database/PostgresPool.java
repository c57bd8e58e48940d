package dev.callboard.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to PostgreSQL, shared by all plugins. Thread-safe. */
final class PostgresPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresPool.class);

  private static final int CONNECT_SECONDS = 5;

  /** A server that is gone without a word is noticed after the period of the probe and this. */
  private static final int PROBE_SECONDS = 3;

  private static final long IDLE_MILLIS = 300_000;

  private final HikariDataSource pool;
  private final PostgresProbe probe;
  private final Availability availability;
  private final PostgresSettings settings;

  PostgresPool(DatabaseSettings database, Path temporary, Availability availability) {
    this.settings = database.postgres().orElseThrow();
    this.availability = availability;
    HikariConfig config = new HikariConfig();
    config.setPoolName("callboard");
    int answerSeconds = Math.toIntExact(Math.max(1, database.socketTimeout().toSeconds()));
    config.setDataSource(PostgresSource.of(settings, temporary, CONNECT_SECONDS, answerSeconds));
    config.setMaximumPoolSize(database.maxConnections());
    config.setMinimumIdle(1);
    config.setIdleTimeout(IDLE_MILLIS);
    config.setConnectionTimeout(Math.max(250, database.acquireTimeout().toMillis()));
    config.setValidationTimeout(
        Math.min(5_000, Math.max(250, database.acquireTimeout().toMillis())));
    config.setAutoCommit(false);
    // Does not wait for the server: it may come later.
    config.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(config);
    this.probe =
        new PostgresProbe(
            PostgresSource.of(settings, temporary, PROBE_SECONDS, PROBE_SECONDS), PROBE_SECONDS);
  }

  /**
   * Turns callers away at once while the server is known to be away, but for one in each interval.
   *
   * @return whether the caller is the one that tries
   * @throws PortalException with code {@code SERVICE_UNAVAILABLE} when it is not
   */
  boolean admit() {
    boolean away = availability.reason().isPresent();
    boolean mayTry = availability.mayTry();
    if (!mayTry && isDry()) {
      throw PortalException.unavailable("The database cannot be reached; try again later");
    }
    return away && mayTry;
  }

  private boolean isDry() {
    return pool.getHikariPoolMXBean().getIdleConnections() == 0;
  }

  /**
   * Gives a connection, for which nothing has been set yet.
   *
   * @param trial what {@link #admit} said
   * @throws PortalException with code {@code SERVICE_UNAVAILABLE} when there is none in time, or at
   *     once when the server went away meanwhile
   */
  Connection connection(boolean trial) {
    boolean away = availability.reason().isPresent();
    if (away && !trial && isDry()) {
      throw PortalException.unavailable("The database cannot be reached; try again later");
    }
    try {
      Connection connection = pool.getConnection();
      reached(away);
      return connection;
    } catch (SQLException e) {
      if (pool.getHikariPoolMXBean().getActiveConnections() >= pool.getMaximumPoolSize()) {
        throw Failures.unavailable("The database is busy; try again later", e);
      }
      failed(e, away);
      throw Failures.unavailable("The database cannot be reached; try again later", e);
    }
  }

  /**
   * Finds out whether the server answers. Uses no connection of the pool: all of them may be
   * waiting for an answer that never comes.
   */
  void probe() {
    boolean away = availability.reason().isPresent();
    try {
      probe.check();
      reached(away);
    } catch (SQLException e) {
      if (Failures.full(e)) {
        LOG.debug("PostgreSQL has no connection left for the probe", e);
        return;
      }
      failed(e, away);
      // Those that are idle would each keep a caller waiting.
      pool.getHikariPoolMXBean().softEvictConnections();
    }
  }

  private void reached(boolean away) {
    availability.reached();
    if (away) {
      LOG.info("PostgreSQL at {} can be reached again", settings);
    }
  }

  private void failed(SQLException e, boolean away) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    availability.failed("PostgreSQL at " + settings + " cannot be reached: " + cause.getMessage());
    if (!away) {
      LOG.warn("PostgreSQL at {} cannot be reached: {}", settings, cause.getMessage());
    }
  }

  void evict(Connection connection) {
    pool.evictConnection(connection);
  }

  @Override
  public void close() {
    probe.close();
    pool.close();
  }
}
