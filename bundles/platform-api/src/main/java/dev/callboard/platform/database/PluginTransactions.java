package dev.callboard.platform.database;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.sql.SQLException;

/**
 * Transactions on the database of a plugin, with one error for a database that does not answer.
 * Thread-safe; every method blocks.
 *
 * @since 1.1
 */
public final class PluginTransactions {
  private final PluginDatabase database;
  private final String unavailable;

  /**
   * Creates it.
   *
   * @param database the plugin's database, not null
   * @param unavailable what callers are told when it does not answer, such as {@code The
   *     notifications cannot be reached now}; not null
   */
  public PluginTransactions(PluginDatabase database, String unavailable) {
    this.database = requireNonNull(database, "database is null");
    this.unavailable = requireNonNull(unavailable, "unavailable is null");
  }

  /**
   * Does work that only reads, as {@link PluginDatabase#read}.
   *
   * @throws PortalException what the work threw; with code {@code SERVICE_UNAVAILABLE} when the
   *     database failed
   */
  public <T> T read(SqlWork<T> work) {
    try {
      return database.read(work);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * Does work in one transaction, as {@link PluginDatabase#write}.
   *
   * @throws PortalException what the work threw; with code {@code SERVICE_UNAVAILABLE} when the
   *     database failed
   */
  public <T> T write(SqlWork<T> work) {
    try {
      return database.write(work);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private PortalException failed(SQLException e) {
    return new PortalException(ErrorCode.SERVICE_UNAVAILABLE, unavailable, e);
  }
}
