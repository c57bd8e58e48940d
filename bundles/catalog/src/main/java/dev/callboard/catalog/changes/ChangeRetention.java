package dev.callboard.catalog.changes;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.sql.Sql;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Purges old changes ({@code catalog.history.retention}). What tells how an entity stood at a time
 * within the retention stays, however old it is: so the last change of each entity always does.
 */
@Component(service = ScheduledTask.class)
public final class ChangeRetention implements ScheduledTask {
  /** How long changes are kept when nothing is configured. */
  static final Duration DEFAULT = Duration.ofDays(365);

  /** How many rows one transaction looks at, so that writers never wait long. */
  static final int WINDOW = 2_000;

  /** How long a follower may be behind that does not start anew. */
  private static final Duration LINKS = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(ChangeRetention.class);

  private final ConfigService config;
  private final PluginDatabase database;
  private final Clock clock;

  /** Called by the framework. */
  @Activate
  public ChangeRetention(@Reference ConfigService config, @Reference PluginDatabase database) {
    this(config, database, Clock.systemUTC());
  }

  ChangeRetention(ConfigService config, PluginDatabase database, Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public String id() {
    return "purge-changes";
  }

  @Override
  public Schedule schedule() {
    return Schedule.every(Duration.ofHours(12), Duration.ofHours(1));
  }

  @Override
  public void run() throws SQLException {
    Duration retention = config.current().duration("catalog.history.retention").orElse(DEFAULT);
    if (retention.isNegative() || retention.isZero()) {
      throw PortalException.input("catalog.history.retention must be longer than nothing");
    }
    int purged = purge(clock.instant().minus(retention).toEpochMilli());
    if (purged > 0) {
      LOG.info("{} changes older than {} were purged", purged, retention);
    }
    long links = clock.instant().minus(LINKS).toEpochMilli();
    database.write(connection -> purgeLinks(connection, links));
  }

  private static int purgeLinks(Connection connection, long cutoff) throws SQLException {
    return Sql.update(connection, "DELETE FROM links WHERE at < ?", cutoff);
  }

  /** Purges what is older than this time; returns how many rows. */
  int purge(long cutoff) throws SQLException {
    int purged = 0;
    long from = 0;
    while (!Thread.currentThread().isInterrupted()) {
      long start = from;
      long end = database.read(connection -> window(connection, start, cutoff));
      if (end == from) {
        break;
      }
      purged += database.write(connection -> purge(connection, start, end, cutoff));
      from = end;
    }
    return purged;
  }

  /** Returns the last number of the next rows that are old enough. */
  private static long window(Connection connection, long from, long cutoff) throws SQLException {
    return Sql.first(
            connection,
            "SELECT MAX(seq) FROM (SELECT seq FROM changes WHERE seq > ? AND at < ? ORDER BY seq"
                + " LIMIT ?) AS old",
            row -> row.getLong(1),
            from,
            cutoff,
            WINDOW)
        .map(end -> Math.max(from, end))
        .orElse(from);
  }

  private static int purge(Connection connection, long from, long end, long cutoff)
      throws SQLException {
    int count =
        Sql.update(
            connection,
            "DELETE FROM changes WHERE seq > ? AND seq <= ? AND (op = 'delete' OR EXISTS"
                + " (SELECT 1 FROM changes n WHERE n.ref = changes.ref AND n.seq > changes.seq"
                + " AND n.at < ?))",
            from,
            end,
            cutoff);
    if (count > 0) {
      Sql.update(
          connection, "UPDATE change_head SET purged = ? WHERE id = 1 AND purged < ?", end, end);
    }
    return count;
  }
}
