package dev.callboard.database;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection that is borrowed, inside of a transaction. Closing gives it back. */
interface Lease extends AutoCloseable {
  Connection connection();

  void commit() throws SQLException;

  void rollback() throws SQLException;

  /** Says that the connection must not be used again. */
  void broken();

  @Override
  void close();
}
