package dev.callboard.catalog.changes;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.sql.CatalogDatabase;
import dev.callboard.platform.database.PluginDatabase;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The change log in the catalog's database. */
@Component(service = ChangeLog.class)
public final class DefaultChangeLog implements ChangeLog {
  private final CatalogDatabase database;
  private final ChangeSignal signal;

  /** Called by the framework. */
  @Activate
  public DefaultChangeLog(@Reference PluginDatabase database, @Reference ChangeSignal signal) {
    this.database = new CatalogDatabase(database);
    this.signal = requireNonNull(signal, "signal is null");
  }

  @Override
  public List<Change> after(long seq, int limit) {
    return database.read(connection -> ChangeTable.after(connection, seq, limit));
  }

  @Override
  public long last() {
    return database.read(ChangeTable::last);
  }

  @Override
  public long first() {
    return database.read(ChangeTable::first);
  }

  @Override
  public AutoCloseable onChange(Runnable wake) {
    return signal.add(requireNonNull(wake, "wake is null"));
  }
}
