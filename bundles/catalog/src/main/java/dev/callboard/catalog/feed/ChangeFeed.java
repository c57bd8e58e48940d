package dev.callboard.catalog.feed;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeLog;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.sql.CatalogDatabase;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the change log for callers, who get to know what they may read. Thread-safe; blocks. */
@Component(service = ChangeFeed.class)
public final class ChangeFeed {
  private final ChangeLog log;
  private final CatalogDatabase database;
  private final CatalogReader reader;

  /** Called by the framework. */
  @Activate
  public ChangeFeed(
      @Reference ChangeLog log,
      @Reference PluginDatabase database,
      @Reference CatalogReader reader) {
    this.log = requireNonNull(log, "log is null");
    this.database = new CatalogDatabase(database);
    this.reader = requireNonNull(reader, "reader is null");
  }

  /** Returns whether a filter means the form that an entity had after a change. */
  public static boolean visible(Change change, EntityFilter filter) {
    return VisibleChanges.isVisible(change, filter);
  }

  /** Returns the number of the last change. */
  public long last() {
    return log.last();
  }

  /** Has somebody woken soon after changes; see {@link ChangeLog#onChange}. */
  public AutoCloseable onChange(Runnable wake) {
    return log.onChange(wake);
  }

  /**
   * Returns the changes after a position. What the caller may read is asked anew each time.
   *
   * @param limit how many changes are looked at; those that the caller may not see count too
   * @throws PortalException with code {@code GONE} when changes after the position have been
   *     purged, or when the log does not reach that far: then the catalog was put back
   */
  public FeedPage after(long position, int limit, PortalPrincipal caller) {
    EntityFilter permitted = reader.permitted(caller);
    return database.read(
        connection -> {
          long last = ChangeTable.last(connection);
          if (position + 1 < ChangeTable.first(connection) || position > last) {
            throw new PortalException(
                ErrorCode.GONE,
                "The changes after "
                    + position
                    + " are no longer known: read all entities, then go on after "
                    + last);
          }
          List<Change> read = ChangeTable.after(connection, position, limit);
          long end = read.isEmpty() ? position : read.get(read.size() - 1).seq();
          return new FeedPage(VisibleChanges.of(connection, read, permitted), end, end < last);
        });
  }
}
