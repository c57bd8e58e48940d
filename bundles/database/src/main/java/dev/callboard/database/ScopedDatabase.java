package dev.callboard.database;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The database of a plugin as one bundle sees it, with the bundle's migrations. */
final class ScopedDatabase implements PluginDatabase, AutoCloseable {
  private final Databases databases;
  private final String id;
  private final Supplier<Map<String, String>> scripts;
  private volatile OpenDatabase migrated;

  /**
   * Creates it; nothing is opened before the first use.
   *
   * @param scripts gives the migrations of the bundle, names to contents
   */
  ScopedDatabase(Databases databases, String id, Supplier<Map<String, String>> scripts) {
    this.databases = databases;
    this.id = id;
    this.scripts = scripts;
    databases.retain(id);
  }

  @Override
  public Dialect dialect() {
    return databases.dialect();
  }

  @Override
  public <T> T write(SqlWork<T> work) throws SQLException {
    T result = database().run(true, work);
    databases.committed(id);
    return result;
  }

  @Override
  public <T> T read(SqlWork<T> work) throws SQLException {
    return database().run(false, work);
  }

  @Override
  public void signal(Connection transaction, String topic) throws SQLException {
    if (databases.dialect() == Dialect.POSTGRESQL) {
      PostgresSignals.send(transaction, id, topic);
    }
  }

  private OpenDatabase database() throws SQLException {
    OpenDatabase open = migrated;
    return open == null ? migrate() : open;
  }

  private synchronized OpenDatabase migrate() throws SQLException {
    if (migrated == null) {
      OpenDatabase open = databases.open(id);
      List<Script> ordered = Script.of(scripts.get(), databases.dialect());
      open.migrations().apply(ordered);
      migrated = open;
    }
    return migrated;
  }

  @Override
  public void close() {
    databases.release(id);
  }
}
