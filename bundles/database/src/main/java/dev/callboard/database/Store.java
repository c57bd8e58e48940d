package dev.callboard.database;

import dev.callboard.platform.database.Dialect;
import java.sql.SQLException;

/** The database of one plugin. Thread-safe. */
interface Store extends AutoCloseable {
  Dialect dialect();

  /** What locks are named after, unique within the server of the database. */
  String name();

  /**
   * Borrows a connection and starts a transaction.
   *
   * @throws dev.callboard.platform.error.PortalException with code {@code SERVICE_UNAVAILABLE} when
   *     none can be had in time
   */
  Lease borrow(boolean write) throws SQLException;

  /** Waits some seconds for borrowed connections, then closes all. */
  @Override
  void close();
}
