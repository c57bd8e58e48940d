package dev.callboard.supply.chain;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.supply.chain.alert.AlertSender;
import dev.callboard.supply.chain.feed.Matcher;
import dev.callboard.supply.chain.finding.AlertRule;
import dev.callboard.supply.chain.finding.FindingUpdate;
import dev.callboard.supply.chain.finding.Outcome;
import dev.callboard.supply.chain.store.Sql;
import dev.callboard.supply.chain.store.Store;
import java.time.Clock;
import java.time.Duration;
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
  private static final int BATCH = 50;

  private final ConfigService config;
  private final Store store;
  private final AlertSender alerts;
  private final TaskExecutor tasks;
  private final Clock clock;
  private final AtomicBoolean submitted = new AtomicBoolean();

  /** Called by Declarative Services. */
  @Activate
  public PendingWork(
      @Reference ConfigService config,
      @Reference Store store,
      @Reference AlertSender alerts,
      @Reference TaskExecutor tasks) {
    this(config, store, alerts, tasks, Clock.systemUTC());
  }

  /** Creates it with a clock of its own. */
  public PendingWork(
      ConfigService config, Store store, AlertSender alerts, TaskExecutor tasks, Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.store = requireNonNull(store, "store is null");
    this.alerts = requireNonNull(alerts, "alerts is null");
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

  @Override
  public void run() {
    expire();
    boolean first = true;
    while (batch() > 0 && !Thread.currentThread().isInterrupted()) {
      // The first to be told need not wait for the last; in between they would be told too often.
      if (first) {
        alerts.wake();
        first = false;
      }
    }
    alerts.wake();
  }

  private void expire() {
    long now = clock.millis();
    boolean any =
        store.read(
            c ->
                Sql.number(
                        c,
                        "SELECT count(*) FROM decision WHERE expires_ms <= ?"
                            + " AND ended_ms IS NULL",
                        now)
                    > 0);
    if (any) {
      store.write(
          c ->
              Sql.update(
                  c,
                  "INSERT INTO pending (entity_ref, reason) SELECT DISTINCT f.entity_ref, 'expiry'"
                      + " FROM decision d JOIN finding f ON f.id = d.finding_id"
                      + " WHERE d.expires_ms <= ? AND d.ended_ms IS NULL"
                      + " ON CONFLICT DO NOTHING",
                  now));
    }
  }

  private int batch() {
    boolean any = store.read(c -> Sql.number(c, "SELECT count(*) FROM pending") > 0);
    return any ? store.write(this::some) : 0;
  }

  private int some(java.sql.Connection c) throws java.sql.SQLException {
    List<String> refs =
        Sql.list(
            c,
            row -> row.getString(1),
            "SELECT entity_ref FROM pending ORDER BY entity_ref LIMIT ?",
            BATCH);
    FindingUpdate update = new FindingUpdate(AlertRule.of(config.current()), ACTOR, clock.millis());
    Outcome outcome = new Outcome();
    for (String ref : refs) {
      Matcher.match(c, ref);
      outcome.add(update.run(c, ref));
      Sql.update(c, "DELETE FROM pending WHERE entity_ref = ?", ref);
    }
    return refs.size();
  }
}
