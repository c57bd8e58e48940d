package dev.callboard.scorecards.store;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.sql.SQLException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Transactions, with one error for a database that does not answer. Thread-safe; blocks. */
@Component(service = Store.class)
public final class Store {
  private final PluginDatabase database;

  /** Called by Declarative Services. */
  @Activate
  public Store(@Reference PluginDatabase database) {
    this.database = requireNonNull(database, "database is null");
  }

  /** Does work that only reads. */
  public <T> T read(SqlWork<T> work) {
    try {
      return database.read(work);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /**
   * Does work in one transaction, after all other writers: what is worked out from what is stored
   * is worked out by one at a time, on any node.
   */
  public <T> T write(SqlWork<T> work) {
    try {
      return database.write(
          connection -> {
            Sql.update(connection, "UPDATE meta SET value = value WHERE name = 'lock'");
            return work.apply(connection);
          });
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private static PortalException unavailable(SQLException e) {
    return new PortalException(
        ErrorCode.SERVICE_UNAVAILABLE, "Scorecards cannot be reached now", e);
  }
}
