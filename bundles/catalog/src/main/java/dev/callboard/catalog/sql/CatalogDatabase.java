package dev.callboard.catalog.sql;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The database of the catalog for work that cannot go on without it: one that fails becomes a
 * {@link PortalException} with code {@code SERVICE_UNAVAILABLE}. Thread-safe; every method blocks
 * as {@link PluginDatabase} does.
 */
public final class CatalogDatabase {
  private final PluginDatabase database;

  /** Creates one over the service of the bundle. */
  public CatalogDatabase(PluginDatabase database) {
    this.database = requireNonNull(database, "database is null");
  }

  /** Returns which kind of database it is. */
  public Dialect dialect() {
    return database.dialect();
  }

  /** Does work that reads. */
  public <T> T read(SqlWork<T> work) {
    try {
      return database.read(work);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Does work in one transaction. */
  public <T> T write(SqlWork<T> work) {
    try {
      return database.write(work);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Sends a signal to all nodes with the commit; see {@link PluginDatabase#signal}. */
  public void signal(Connection transaction, String topic) throws SQLException {
    database.signal(transaction, topic);
  }

  private static PortalException failed(SQLException e) {
    return new PortalException(
        ErrorCode.SERVICE_UNAVAILABLE, "The catalog's database does not answer as it should", e);
  }
}
