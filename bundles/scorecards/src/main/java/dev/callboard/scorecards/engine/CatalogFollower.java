package dev.callboard.scorecards.engine;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityChange;
import dev.callboard.catalog.api.EntityChanges;
import dev.callboard.catalog.api.EntityFeed;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.scorecards.define.DefinitionSource;
import dev.callboard.scorecards.store.Standings;
import dev.callboard.scorecards.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Evaluates entities when they change, and all of them when the checks have changed and at
 * intervals, since ages grow by themselves. Where it has got to is kept over restarts.
 */
@Component(
    service = {CatalogFollower.class, ScheduledTask.class},
    immediate = true)
public final class CatalogFollower implements ScheduledTask {
  private static final Duration START = Duration.ofSeconds(4);
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final int BATCH = 500;
  private static final int MOST = 100_000;

  /** Whose change concerns others, and the relation from those to it. */
  private static final Map<String, String> CONCERNS =
      Map.of("group", "ownedBy", "user", "ownedBy", "system", "partOf");

  private final EntityFeed feed;
  private final CatalogService catalog;
  private final IdentityService identity;
  private final Evaluator evaluator;
  private final FactRefresh facts;
  private final DefinitionSource definitions;
  private final Store store;
  private final ConfigService config;
  private final TaskExecutor tasks;
  private final AutoCloseable waking;
  private final AtomicBoolean following = new AtomicBoolean();

  /** Called by Declarative Services. */
  @Activate
  public CatalogFollower(
      @Reference EntityFeed feed,
      @Reference CatalogService catalog,
      @Reference IdentityService identity,
      @Reference Evaluator evaluator,
      @Reference FactRefresh facts,
      @Reference DefinitionSource definitions,
      @Reference Store store,
      @Reference ConfigService config,
      @Reference TaskExecutor tasks) {
    this.feed = requireNonNull(feed, "feed is null");
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.identity = requireNonNull(identity, "identity is null");
    this.evaluator = requireNonNull(evaluator, "evaluator is null");
    this.facts = requireNonNull(facts, "facts is null");
    this.definitions = requireNonNull(definitions, "definitions is null");
    this.store = requireNonNull(store, "store is null");
    this.config = requireNonNull(config, "config is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    followIn(START);
    this.waking = feed.onChange(() -> followIn(SOON));
  }

  @Deactivate
  void stop() throws Exception {
    waking.close();
  }

  @Override
  public String id() {
    return "evaluate";
  }

  @Override
  public Schedule schedule() {
    Duration every = config.current().duration("scorecards.interval").orElse(Duration.ofHours(1));
    return new Schedule(every, Optional.empty(), every, Duration.ofHours(1));
  }

  @Override
  public void run() {
    all();
  }

  private void followIn(Duration pause) {
    if (following.compareAndSet(false, true)) {
      tasks.schedule("follow the catalog", pause, this::follow);
    }
  }

  private Void follow() {
    following.set(false);
    try {
      step();
    } catch (PortalException e) {
      if (e.code() != ErrorCode.SERVICE_UNAVAILABLE) {
        throw e;
      }
      followIn(AGAIN);
    }
    return null;
  }

  /** Takes up what has changed since the last time. Blocks. */
  synchronized void step() {
    boolean more = true;
    while (more) {
      String position = meta("position");
      Optional<EntityChanges> next =
          position.isEmpty() || !meta("definitions").equals(definitions.current().digest())
              ? Optional.empty()
              : feed.after(position, BATCH);
      if (next.isEmpty()) {
        all();
        return;
      }
      apply(next.get().changes());
      keep("position", next.get().position());
      more = next.get().more();
    }
  }

  /** Evaluates everything. Blocks. */
  synchronized void all() {
    String digest = definitions.current().digest();
    Set<String> gone = new HashSet<>(store.read(Standings::refs));
    List<Entity> waiting = new ArrayList<>();
    String position =
        feed.readAll(
            entity -> {
              gone.remove(entity.ref().toString());
              waiting.add(entity);
              if (waiting.size() >= BATCH) {
                evaluator.evaluate(List.copyOf(waiting));
                waiting.clear();
              }
            });
    evaluator.evaluate(waiting);
    evaluator.remove(gone);
    keep("position", position);
    keep("definitions", digest);
    facts.wake();
  }

  private void apply(List<EntityChange> changes) {
    Set<String> refs = new LinkedHashSet<>();
    for (EntityChange change : changes) {
      String ref = change.ref().toLowerCase(Locale.ROOT);
      refs.add(ref);
      String relation = CONCERNS.get(ref.substring(0, ref.indexOf(':')));
      if (relation != null) {
        catalog
            .query(
                List.of("relations." + relation + "=" + ref), MOST, identity.system("scorecards"))
            .forEach(each -> refs.add(each.ref().toString()));
      }
    }
    evaluator.evaluateRefs(refs);
    facts.again(changes.stream().map(each -> each.ref().toLowerCase(Locale.ROOT)).toList());
  }

  private String meta(String name) {
    List<String> found =
        store.read(
            c ->
                Sql.list(
                    c, row -> row.getString(1), "SELECT value FROM meta WHERE name = ?", name));
    return found.isEmpty() ? "" : found.get(0);
  }

  private void keep(String name, String value) {
    store.write(
        c ->
            Sql.update(
                c,
                "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET"
                    + " value = excluded.value",
                name,
                value));
  }
}
