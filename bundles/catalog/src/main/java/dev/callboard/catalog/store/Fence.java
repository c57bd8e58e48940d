package dev.callboard.catalog.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Refuses the writes of a node that has lost the right to read a root. */
@FunctionalInterface
public interface Fence {
  /** Lets everything through: for the only node. */
  Fence OPEN = (connection, rootKey) -> {};

  /**
   * Checks within the transaction of the write, and holds the root until it ends.
   *
   * @param rootKey the root whose entities are written
   * @throws dev.callboard.platform.error.PortalException when another node has taken it over
   */
  void check(Connection connection, String rootKey) throws SQLException;
}
