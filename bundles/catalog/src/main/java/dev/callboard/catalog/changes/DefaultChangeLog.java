package dev.callboard.catalog.changes;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.sql.SQLException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The change log in the catalog's database. */
@Component(service = ChangeLog.class)
public final class DefaultChangeLog implements ChangeLog {
  private final PluginDatabase database;
  private final ChangeSignal signal;

  /** Called by the framework. */
  @Activate
  public DefaultChangeLog(@Reference PluginDatabase database, @Reference ChangeSignal signal) {
    this.database = requireNonNull(database, "database is null");
    this.signal = requireNonNull(signal, "signal is null");
  }

  @Override
  public List<Change> after(long seq, int limit) {
    return read(connection -> ChangeTable.after(connection, seq, limit));
  }

  @Override
  public long last() {
    return read(ChangeTable::last);
  }

  @Override
  public long first() {
    return read(ChangeTable::first);
  }

  @Override
  public AutoCloseable onChange(Runnable wake) {
    return signal.add(requireNonNull(wake, "wake is null"));
  }

  private <T> T read(SqlWork<T> work) {
    try {
      return database.read(work);
    } catch (SQLException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "The catalog's database does not answer as it should", e);
    }
  }
}
