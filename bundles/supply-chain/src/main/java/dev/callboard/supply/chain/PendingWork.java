package dev.callboard.supply.chain;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.supply.chain.alert.AlertSender;
import dev.callboard.supply.chain.feed.Matcher;
import dev.callboard.supply.chain.finding.AlertRule;
import dev.callboard.supply.chain.finding.FindingUpdate;
import dev.callboard.supply.chain.store.Store;
import dev.callboard.supply.chain.summary.SummaryPublisher;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Matches the entities that a feed concerns, some in each transaction, and ends decisions that
 * expire. What is left when the server stops is done later. Thread-safe.
 */
@Component(service = {PendingWork.class, ScheduledTask.class})
public final class PendingWork implements ScheduledTask {
  private static final String ACTOR = "system:supply-chain";
  private static final int BATCH = 200;

  /** The first entities are few, so that somebody hears of it soon. */
  private static final int FIRST = 20;

  /** What entities of a batch may be made of on all: what follows from it is in memory at once. */
  private static final long PARTS = 100_000;

  private final ConfigService config;
  private final Store store;
  private final AlertSender alerts;
  private final SummaryPublisher summaries;
  private final TaskExecutor tasks;
  private final Clock clock;
  private final AtomicBoolean submitted = new AtomicBoolean();

  /** Called by Declarative Services. */
  @Activate
  public PendingWork(
      @Reference ConfigService config,
      @Reference Store store,
      @Reference AlertSender alerts,
      @Reference SummaryPublisher summaries,
      @Reference TaskExecutor tasks) {
    this(config, store, alerts, summaries, tasks, Clock.systemUTC());
  }

  /** Creates it with a clock of its own. */
  public PendingWork(
      ConfigService config,
      Store store,
      AlertSender alerts,
      SummaryPublisher summaries,
      TaskExecutor tasks,
      Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.store = requireNonNull(store, "store is null");
    this.alerts = requireNonNull(alerts, "alerts is null");
    this.summaries = requireNonNull(summaries, "summaries is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public String id() {
    return "match-and-expire";
  }

  @Override
  public Schedule schedule() {
    return new Schedule(
        Duration.ofMinutes(1), Optional.empty(), Duration.ofMinutes(1), Duration.ofHours(1));
  }

  /** Has it done soon. Does not block. */
  public void wake() {
    if (submitted.compareAndSet(false, true)) {
      tasks.submit(
          "match advisories",
          () -> {
            submitted.set(false);
            run();
            return null;
          });
    }
  }

  /**
   * Has a few entities done soon, so that somebody hears of it while a feed is still being read:
   * all of them would have to be done again after each part of it. Does not block.
   */
  public void begin() {
    tasks.submit(
        "match the first advisories",
        () -> {
          if (batch(FIRST) > 0) {
            alerts.wake();
          }
          return null;
        });
  }

  @Override
  public void run() {
    expire();
    int size = FIRST;
    while (batch(size) > 0 && !Thread.currentThread().isInterrupted()) {
      // The first to be told need not wait for the last; in between they would be told too often.
      if (size == FIRST) {
        alerts.wake();
        size = BATCH;
      }
    }
    alerts.wake();
    summaries.wake();
  }

  private void expire() {
    long now = clock.millis();
    boolean any =
        store.read(
            c ->
                Sql.number(
                        c,
                        "SELECT count(*) FROM decision WHERE expires_ms <= ?"
                            + " AND ended_ms IS NULL AND awaiting = 0",
                        now)
                    > 0);
    if (any) {
      store.write(
          c ->
              Sql.update(
                  c,
                  "INSERT INTO pending (entity_ref, reason) SELECT DISTINCT f.entity_ref, 'expiry'"
                      + " FROM decision d JOIN finding f ON f.id = d.finding_id"
                      + " WHERE d.expires_ms <= ? AND d.ended_ms IS NULL AND d.awaiting = 0"
                      + " ON CONFLICT DO NOTHING",
                  now));
    }
  }

  private int batch(int size) {
    boolean any =
        !store.read(c -> Sql.list(c, row -> 1, "SELECT 1 FROM pending LIMIT 1")).isEmpty();
    return any ? store.write(c -> some(c, size)) : 0;
  }

  private record Entity(String ref, long parts) {}

  private int some(Connection c, int size) throws SQLException {
    List<String> refs = new ArrayList<>();
    long[] parts = {0};
    Sql.each(
        c,
        row -> new Entity(row.getString(1), row.getLong(2)),
        each -> {
          parts[0] += each.parts();
          boolean fits = refs.isEmpty() || parts[0] <= PARTS;
          if (fits) {
            refs.add(each.ref());
          }
          return fits;
        },
        "SELECT p.entity_ref, (SELECT coalesce(sum(d.components + d.occurrences + d.statements), 0)"
            + " FROM document d WHERE d.entity_ref = p.entity_ref) FROM pending p"
            + " ORDER BY p.entity_ref LIMIT ?",
        size);
    Matcher.match(c, refs);
    new FindingUpdate(AlertRule.of(config.current()), ACTOR, clock.millis()).run(c, refs);
    Sql.batch(
        c,
        "DELETE FROM pending WHERE entity_ref = ?",
        refs.stream().map(ref -> new Object[] {ref}).toList());
    return refs.size();
  }
}
