package dev.callboard.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The database of the bundle that gets this service: nobody else's tables can be reached through
 * it. On first use the SQL files of the bundle's folder {@code migrations/} that have not been
 * applied are applied, in the order of the numbers that their names start with ({@code
 * 001-tables.sql}; a name that ends in {@code .sqlite.sql} or {@code .postgresql.sql} counts for
 * that database only). Thread-safe; every method blocks.
 */
@ProviderType
public interface PluginDatabase {
  /** Returns which kind of database it is. */
  Dialect dialect();

  /**
   * Does work in one transaction: commits when it returns, rolls back when it throws. Work that
   * fails because the database was busy, in a deadlock or a serialisation conflict is done again,
   * up to five times, so it must have no other effects.
   *
   * @param work what to do
   * @param <T> what it returns
   * @return what the work returned
   * @throws SQLException what the work threw; after a lost connection the outcome of a commit can
   *     be unknown
   * @throws dev.callboard.platform.error.PortalException with code {@code SERVICE_UNAVAILABLE} when
   *     no connection can be had in time
   */
  <T> T write(SqlWork<T> work) throws SQLException;

  /** Does work that only reads, as {@link #write}; several run side by side. */
  <T> T read(SqlWork<T> work) throws SQLException;

  /**
   * Sends a signal to the {@link SignalListener}s of all nodes when the transaction is committed.
   * Does nothing on a database that only this process uses.
   *
   * @param transaction the connection of the work that {@link #write} does
   * @param topic at most 200 letters, digits, dots and hyphens
   * @throws SQLException when it cannot be sent: let it roll back
   */
  default void signal(Connection transaction, String topic) throws SQLException {
    // Nobody else to tell.
  }
}
