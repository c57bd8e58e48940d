package dev.callboard.database;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The databases of all plugins. A database is opened at its first use and closed when the last
 * bundle that uses it lets go: during an update two versions of a plugin share one. Thread-safe.
 */
final class Databases implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Databases.class);

  private final Supplier<DatabaseSettings> source;
  private final Path temporary;
  private final Consumer<String> committed;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Availability postgresAvailability = new Availability(System::nanoTime);
  private DatabaseSettings settings;
  private PostgresPool pool;
  private boolean closed;

  /**
   * Creates it; nothing is read or opened yet.
   *
   * @param source the settings, asked once
   * @param temporary a folder for files that the drivers need
   * @param committed is told the id of a plugin after each commit
   */
  Databases(Supplier<DatabaseSettings> source, Path temporary, Consumer<String> committed) {
    this.source = source;
    this.temporary = temporary;
    this.committed = committed;
  }

  Dialect dialect() {
    return settings().dialect();
  }

  /** Finds out whether what could not be used can be used again, or is lost now. */
  void probe() {
    PostgresPool shared;
    Set<String> broken = new TreeSet<>();
    synchronized (this) {
      shared = pool;
      entries.forEach(
          (id, entry) -> entry.availability.reason().ifPresent(reason -> broken.add(id)));
    }
    if (shared != null) {
      shared.probe();
    }
    try {
      for (String id : broken) {
        open(id).run(false, connection -> null);
      }
    } catch (SQLException | PortalException e) {
      LOG.debug("A database does not answer", e);
    }
  }

  private synchronized DatabaseSettings settings() {
    if (settings == null) {
      settings = source.get();
    }
    return settings;
  }

  /** Opens a connection for signals, outside of the pool; empty when no other node can be there. */
  Optional<Connection> connectForSignals() throws SQLException {
    DatabaseSettings database = settings();
    if (database.dialect() != Dialect.POSTGRESQL) {
      return Optional.empty();
    }
    return Optional.of(
        PostgresSource.of(
                database.postgres().orElseThrow(),
                temporary,
                PostgresSignals.CONNECT_SECONDS,
                PostgresSignals.SILENCE_SECONDS)
            .getConnection());
  }

  /** Says that one more bundle uses the database. */
  synchronized void retain(String id) {
    entries.computeIfAbsent(id, key -> new Entry()).users++;
  }

  /** Says that a bundle uses the database no longer; the last one closes it. */
  void release(String id) {
    Entry entry;
    synchronized (this) {
      entry = entries.get(id);
      if (entry == null || --entry.users > 0) {
        return;
      }
      entries.remove(id);
    }
    entry.close();
  }

  /**
   * Returns the database of a plugin, opened when it was not.
   *
   * @throws PortalException with code {@code SERVICE_UNAVAILABLE} when it cannot be opened now
   */
  OpenDatabase open(String id) throws SQLException {
    Entry entry;
    synchronized (this) {
      entry = entries.get(id);
    }
    if (entry == null) {
      throw PortalException.unavailable("The database of " + id + " is closed");
    }
    // Outside of the lock of all: one database that cannot be opened does not hold up the others.
    return entry.open(id);
  }

  /** The plugins whose database is open. */
  synchronized Set<String> opened() {
    Set<String> ids = new TreeSet<>();
    entries.forEach(
        (id, entry) -> {
          if (entry.database != null) {
            ids.add(id);
          }
        });
    return ids;
  }

  /** Whether the database is open; unlike {@link #open} it never opens one. */
  synchronized Optional<OpenDatabase> ifOpen(String id) {
    return Optional.ofNullable(entries.get(id)).map(entry -> entry.database);
  }

  /** Plugin ids, or the word {@code postgresql}, to why they cannot be used. */
  Map<String, String> failures() {
    Map<String, String> failures = new TreeMap<>();
    postgresAvailability.reason().ifPresent(why -> failures.put("postgresql", why));
    synchronized (this) {
      entries.forEach(
          (id, entry) -> entry.availability.reason().ifPresent(why -> failures.put(id, why)));
    }
    return failures;
  }

  void committed(String id) {
    committed.accept(id);
  }

  private Store store(String id, Availability availability) {
    DatabaseSettings database = settings();
    if (database.dialect() == Dialect.POSTGRESQL) {
      return new PostgresStore(pool(database), id, database);
    }
    Optional<Path> file = database.folder().map(folder -> folder.resolve(id + ".sqlite"));
    return new SqliteStore(id, file, database, availability);
  }

  private synchronized PostgresPool pool(DatabaseSettings database) {
    if (closed) {
      throw PortalException.unavailable("The databases are closed");
    }
    if (pool == null) {
      pool = new PostgresPool(database, temporary, postgresAvailability);
    }
    return pool;
  }

  @Override
  public void close() {
    Map<String, Entry> open;
    synchronized (this) {
      closed = true;
      open = new HashMap<>(entries);
      entries.clear();
    }
    open.values().forEach(Entry::close);
    synchronized (this) {
      if (pool != null) {
        pool.close();
      }
    }
  }

  /** The database of one plugin, open or not. */
  private final class Entry {
    private final Availability availability = new Availability(System::nanoTime);
    private volatile OpenDatabase database;
    private boolean over;
    private int users;

    private OpenDatabase open(String id) throws SQLException {
      OpenDatabase open = database;
      if (open != null) {
        return open;
      }
      synchronized (availability) {
        if (over) {
          throw PortalException.unavailable("The database of " + id + " is closed");
        }
        if (database == null) {
          database = openNow(id);
          committed(id);
        }
        return database;
      }
    }

    private OpenDatabase openNow(String id) throws SQLException {
      Store store = store(id, availability);
      boolean done = false;
      try {
        OpenDatabase open = new OpenDatabase(store);
        done = true;
        return open;
      } finally {
        if (!done) {
          store.close();
        }
      }
    }

    private void close() {
      synchronized (availability) {
        over = true;
        if (database != null) {
          database.close();
        }
      }
    }
  }
}
