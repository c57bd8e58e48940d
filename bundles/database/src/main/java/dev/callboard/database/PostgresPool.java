package dev.callboard.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to PostgreSQL, shared by all plugins. Thread-safe. */
final class PostgresPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresPool.class);

  /** A server that is gone without a word is noticed after this. */
  private static final int CONNECT_SECONDS = 5;

  private static final int SOCKET_SECONDS = 60;
  private static final long IDLE_MILLIS = 300_000;

  private final HikariDataSource pool;
  private final Availability availability;
  private final PostgresSettings settings;

  PostgresPool(DatabaseSettings database, Path temporary, Availability availability) {
    this.settings = database.postgres().orElseThrow();
    this.availability = availability;
    HikariConfig config = new HikariConfig();
    config.setPoolName("callboard");
    config.setDataSource(dataSource(settings, temporary));
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
  }

  private static PGSimpleDataSource dataSource(PostgresSettings settings, Path temporary) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {settings.host()});
    source.setPortNumbers(new int[] {settings.port()});
    source.setDatabaseName(settings.database());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    source.setApplicationName("callboard");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(CONNECT_SECONDS);
    source.setSocketTimeout(SOCKET_SECONDS);
    source.setTcpKeepAlive(true);
    settings.ssl().ifPresent(tls -> encrypt(source, tls, temporary));
    return source;
  }

  private static void encrypt(PGSimpleDataSource source, PostgresSettings.Tls tls, Path temporary) {
    if (!tls.verify()) {
      source.setSslMode("require");
      return;
    }
    source.setSslMode("verify-full");
    if (tls.ca().isEmpty()) {
      source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
      return;
    }
    try {
      Files.createDirectories(temporary);
      Path file = temporary.resolve("postgres-ca.pem");
      source.setSslRootCert(Files.writeString(file, tls.ca().get()).toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the certificate for PostgreSQL", e);
    }
  }

  /**
   * Gives a connection, for which nothing has been set yet.
   *
   * @throws PortalException with code {@code SERVICE_UNAVAILABLE} when there is none in time, or at
   *     once when the database is known to be away
   */
  Connection connection() {
    boolean away = availability.reason().isPresent();
    if (pool.getHikariPoolMXBean().getIdleConnections() == 0 && !availability.mayTry()) {
      throw PortalException.unavailable("The database cannot be reached; try again later");
    }
    try {
      Connection connection = pool.getConnection();
      availability.reached();
      if (away) {
        LOG.info("PostgreSQL at {} can be reached again", settings);
      }
      return connection;
    } catch (SQLException e) {
      if (pool.getHikariPoolMXBean().getActiveConnections() >= pool.getMaximumPoolSize()) {
        throw Failures.unavailable("The database is busy; try again later", e);
      }
      failed(e, away);
      throw Failures.unavailable("The database cannot be reached; try again later", e);
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
    pool.close();
  }
}
