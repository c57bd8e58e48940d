package dev.callboard.database;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code backend.database} says, in the words that Backstage uses.
 *
 * @param dialect which database
 * @param folder of the SQLite files; empty for databases in memory
 * @param postgres how to reach PostgreSQL; empty for SQLite
 * @param maxConnections of the pool of PostgreSQL
 * @param readers how many connections read an SQLite file side by side
 * @param acquireTimeout how long work waits for a connection
 * @param lockTimeout how long a statement waits for a lock
 * @param socketTimeout how long PostgreSQL may be silent while an answer is waited for
 */
record DatabaseSettings(
    Dialect dialect,
    Optional<Path> folder,
    Optional<PostgresSettings> postgres,
    int maxConnections,
    int readers,
    Duration acquireTimeout,
    Duration lockTimeout,
    Duration socketTimeout) {
  static final int DEFAULT_CONNECTIONS = 10;
  static final int DEFAULT_READERS = 4;

  private static final String KEY = "backend.database";

  /**
   * Reads the settings.
   *
   * @param data the data directory, in which SQLite files lie unless the configuration says
   *     otherwise
   * @throws PortalException with code {@code INPUT} that names the key
   */
  static DatabaseSettings of(Config config, Path data) {
    String client = config.string(KEY + ".client").orElse("better-sqlite3");
    boolean postgres = client.equals("pg");
    if (!postgres && !client.equals("better-sqlite3") && !client.equals("sqlite3")) {
      throw PortalException.input(KEY + ".client must be better-sqlite3 or pg");
    }
    return new DatabaseSettings(
        postgres ? Dialect.POSTGRESQL : Dialect.SQLITE,
        postgres ? Optional.empty() : folder(config, data),
        postgres ? Optional.of(PostgresSettings.of(config, KEY + ".connection")) : Optional.empty(),
        limit(config, KEY + ".knexConfig.pool.max", DEFAULT_CONNECTIONS, 2, 1000),
        limit(config, KEY + ".readers", DEFAULT_READERS, 1, 64),
        millis(config, KEY + ".knexConfig.pool.acquireTimeoutMillis", 10_000),
        config.duration(KEY + ".lockTimeout").orElse(Duration.ofSeconds(2)),
        socketTimeout(config));
  }

  /** Text {@code :memory:}, or an object with {@code directory} or {@code filename}. */
  private static Optional<Path> folder(Config config, Path data) {
    Optional<Object> connection = config.value(KEY + ".connection");
    if (connection.isEmpty()) {
      return Optional.of(data.resolve("db"));
    }
    if (connection.get() instanceof String text) {
      return text.equals(":memory:") ? Optional.empty() : Optional.of(data.resolve(text));
    }
    Optional<String> directory = config.string(KEY + ".connection.directory");
    Optional<String> filename = config.string(KEY + ".connection.filename");
    if (filename.isPresent() && filename.get().equals(":memory:")) {
      return Optional.empty();
    }
    if (directory.isPresent()) {
      return Optional.of(data.resolve(directory.get()));
    }
    throw PortalException.input(
        KEY + ".connection must be \":memory:\" or have a directory; each plugin has a file there");
  }

  private static Duration socketTimeout(Config config) {
    Duration value = config.duration(KEY + ".socketTimeout").orElse(Duration.ofSeconds(60));
    if (value.toSeconds() < 1 || value.toSeconds() > 86_400) {
      throw PortalException.input(KEY + ".socketTimeout must be from 1 second to 1 day");
    }
    return value;
  }

  private static int limit(Config config, String key, int standard, int least, int most) {
    long value = config.number(key).orElse((long) standard);
    if (value < least || value > most) {
      throw PortalException.input(key + " must be from " + least + " to " + most);
    }
    return (int) value;
  }

  private static Duration millis(Config config, String key, long standard) {
    long value = config.number(key).orElse(standard);
    if (value < 100 || value > 600_000) {
      throw PortalException.input(key + " must be from 100 to 600000");
    }
    return Duration.ofMillis(value);
  }
}
