package dev.callboard.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Work on a connection that is open for as long as the call lasts.
 *
 * @param <T> what it returns
 */
@ConsumerType
@FunctionalInterface
public interface SqlWork<T> {
  /**
   * Does the work.
   *
   * @param connection not null; not to be closed, committed or kept
   * @return what {@link PluginDatabase} gives back, may be null
   * @throws SQLException rolls back
   */
  T apply(Connection connection) throws SQLException;
}
