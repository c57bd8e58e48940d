package dev.callboard.catalog.history;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.sql.CatalogDatabase;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The whole catalog as it was served at a time: the one of now, with the former forms of all that
 * has changed since. So it costs what has changed, not what there is. Thread-safe; blocks as the
 * database does.
 */
@Component(service = PastCatalog.class)
public final class PastCatalog {
  /** How many entities may have changed since when nothing is configured. */
  static final long DEFAULT_MAX = 20_000;

  private static final int KEPT = 4;

  private final CatalogDatabase database;
  private final ConfigService config;
  private final Map<Moment, Past> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Moment, Past> eldest) {
          return size() > KEPT;
        }
      };

  /** Purging changes the past, and nothing that is served. */
  private record Moment(long generation, long seq, int purged) {}

  /** A catalog of then, and the references of what has another form in it than now. */
  private record Past(Snapshot snapshot, Set<String> changed) {}

  /** Called by the framework. */
  @Activate
  public PastCatalog(@Reference PluginDatabase database, @Reference ConfigService config) {
    this.database = new CatalogDatabase(database);
    this.config = requireNonNull(config, "config is null");
  }

  /**
   * Returns the catalog of a time. Entities are left out that the caller may not read as they are
   * now; what the caller could not read as it was then has still to be filtered.
   *
   * @param now the catalog of now
   * @throws PortalException with code {@code INPUT} when the history does not go back so far, or
   *     too much has changed since ({@code catalog.history.maxChanged})
   */
  public Snapshot at(Instant instant, Snapshot now, EntityFilter permitted) {
    Past past = past(instant, now);
    if (permitted.equals(EntityFilter.ALL)) {
      return past.snapshot;
    }
    List<String> hidden =
        past.changed.stream()
            .filter(
                ref ->
                    now.byRef(ref)
                        .filter(entity -> !CatalogReader.visible(entity, permitted))
                        .isPresent())
            .toList();
    return hidden.isEmpty() ? past.snapshot : past.snapshot.replacing(hidden, List.of());
  }

  private Past past(Instant instant, Snapshot now) {
    return database.read(
        connection -> {
          Set<UUID> purged = PurgedUids.all(connection);
          Moment moment = new Moment(now.generation(), seq(connection, instant), purged.size());
          Past known = known(moment);
          return known != null ? known : keep(moment, read(connection, moment.seq, now, purged));
        });
  }

  private static long seq(Connection connection, Instant instant) throws SQLException {
    long seq = ChangeTable.lastUntil(connection, instant);
    if (seq + 1 < ChangeTable.first(connection)) {
      throw PortalException.input(
          "request/query/at is before what catalog.history.retention keeps");
    }
    return seq;
  }

  private Past read(Connection connection, long seq, Snapshot now, Set<UUID> purged)
      throws SQLException {
    long max = config.current().number("catalog.history.maxChanged").orElse(DEFAULT_MAX);
    Set<String> changed = ChangeTable.changedAfter(connection, seq, max + 1);
    if (changed.size() > max) {
      throw PortalException.input(
          "More than "
              + max
              + " entities have changed since (catalog.history.maxChanged): ask for a later time");
    }
    List<Form> forms =
        ChangeTable.formsAt(connection, seq).stream()
            .filter(change -> change.entity() != null && !purged.contains(change.uid()))
            .map(Form::after)
            .toList();
    return new Past(
        now.replacing(changed, forms.stream().map(Form::indexed).toList()), Set.copyOf(changed));
  }

  private Past known(Moment moment) {
    synchronized (kept) {
      return kept.get(moment);
    }
  }

  private Past keep(Moment moment, Past past) {
    synchronized (kept) {
      kept.keySet()
          .removeIf(each -> each.generation < moment.generation || each.purged < moment.purged);
      kept.put(moment, past);
    }
    return past;
  }
}
