package dev.callboard.scorecards.engine;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.scorecards.spi.FactProvider;
import dev.callboard.scorecards.spi.Facts;
import dev.callboard.scorecards.store.FactTable;
import dev.callboard.scorecards.store.Store;
import dev.callboard.scorecards.store.Waiver;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads the facts that are kept when they are due, each provider's on a thread of its own, and ends
 * exemptions that expire. A source that does not answer is asked again later, and what it said
 * before counts until then. Thread-safe.
 */
@Component(service = {FactRefresh.class, ScheduledTask.class})
public final class FactRefresh implements ScheduledTask {
  private static final int BATCH = 50;
  private static final Duration RETRY = Duration.ofMinutes(10);

  private final Providers providers;
  private final Evaluator evaluator;
  private final CatalogService catalog;
  private final IdentityService identity;
  private final Store store;
  private final TaskExecutor tasks;
  private final Clock clock;
  private final Runnable listening;
  private final Set<String> reading = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Map.Entry<String, String>> told =
      new ConcurrentLinkedQueue<>();
  private final AtomicBoolean submitted = new AtomicBoolean();

  /** Called by Declarative Services. */
  @Activate
  public FactRefresh(
      @Reference Providers providers,
      @Reference Evaluator evaluator,
      @Reference CatalogService catalog,
      @Reference IdentityService identity,
      @Reference Store store,
      @Reference TaskExecutor tasks) {
    this(providers, evaluator, catalog, identity, store, tasks, Clock.systemUTC());
  }

  /** Creates it with a clock of its own. */
  public FactRefresh(
      Providers providers,
      Evaluator evaluator,
      CatalogService catalog,
      IdentityService identity,
      Store store,
      TaskExecutor tasks,
      Clock clock) {
    this.providers = requireNonNull(providers, "providers is null");
    this.evaluator = requireNonNull(evaluator, "evaluator is null");
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.identity = requireNonNull(identity, "identity is null");
    this.store = requireNonNull(store, "store is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.listening =
        providers.listen(
            (provider, ref) -> {
              told.add(Map.entry(provider.id(), ref));
              wake();
            });
  }

  @Deactivate
  void stop() {
    listening.run();
  }

  @Override
  public String id() {
    return "read-facts";
  }

  @Override
  public Schedule schedule() {
    return new Schedule(
        Duration.ofMinutes(1), Optional.empty(), Duration.ofMinutes(1), Duration.ofMinutes(10));
  }

  /** Has facts of entities read again soon. Does not block. */
  public void again(List<String> refs) {
    for (FactProvider each : providers.all().values()) {
      if (Evaluator.isKept(each)) {
        refs.forEach(ref -> told.add(Map.entry(each.id(), ref)));
      }
    }
    wake();
  }

  /** Has what is due read soon. Does not block. */
  public void wake() {
    if (submitted.compareAndSet(false, true)) {
      tasks.submit(
          "take up changed facts",
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
    take();
    for (FactProvider each : providers.all().values()) {
      if (Evaluator.isKept(each) && reading.add(each.id())) {
        tasks.submit(
            "read facts of " + each.id(),
            () -> {
              try {
                read(each);
              } finally {
                reading.remove(each.id());
              }
              // what has become due between the last look and now
              if (!Thread.currentThread().isInterrupted() && !due(each).isEmpty()) {
                wake();
              }
              return null;
            });
      }
    }
  }

  private void expire() {
    List<Waiver> expired = store.read(c -> Waiver.expired(c, clock.millis()));
    if (expired.isEmpty()) {
      return;
    }
    store.write(
        c -> {
          for (Waiver each : expired) {
            each.end(c, each.expires(), "");
          }
          return null;
        });
    evaluator.evaluateRefs(new LinkedHashSet<>(expired.stream().map(Waiver::entityRef).toList()));
  }

  /** Takes up what providers have told of: what is kept is due, the rest is evaluated. */
  private void take() {
    Map<String, Set<String>> due = new LinkedHashMap<>();
    for (Map.Entry<String, String> each = told.poll(); each != null; each = told.poll()) {
      due.computeIfAbsent(each.getKey(), id -> new LinkedHashSet<>()).add(each.getValue());
    }
    Map<String, FactProvider> present = providers.all();
    due.forEach(
        (id, refs) -> {
          FactProvider provider = present.get(id);
          if (provider != null && Evaluator.isKept(provider)) {
            store.write(
                c -> {
                  FactTable.due(c, refs, id, 0);
                  return null;
                });
          } else if (provider != null) {
            evaluator.evaluateRefs(refs);
          }
        });
  }

  /** Reads all that is due of a provider. Blocks. */
  void read(FactProvider provider) {
    List<String> refs = due(provider);
    while (!refs.isEmpty() && !Thread.currentThread().isInterrupted()) {
      List<Entity> changed = new ArrayList<>();
      for (String ref : refs) {
        read(provider, ref).ifPresent(changed::add);
      }
      evaluator.evaluate(changed);
      refs = due(provider);
    }
  }

  private List<String> due(FactProvider provider) {
    return store.read(c -> FactTable.due(c, provider.id(), clock.millis(), BATCH));
  }

  /** Returns the entity when its facts are other ones than before. */
  private Optional<Entity> read(FactProvider provider, String ref) {
    Optional<Entity> entity = catalog.byRef(EntityRef.parse(ref), identity.system("scorecards"));
    if (entity.isEmpty()) {
      evaluator.remove(List.of(ref));
      return Optional.empty();
    }
    Facts facts;
    try {
      facts = provider.facts(entity.get());
    } catch (PortalException e) {
      if (e.code() == ErrorCode.SERVICE_UNAVAILABLE) {
        return later(provider, ref, e) ? entity : Optional.empty();
      }
      facts = failed(provider, e);
    } catch (RuntimeException e) {
      facts = failed(provider, e);
    }
    Facts found = facts;
    long now = clock.millis();
    long due = now + provider.keepFor().toMillis();
    boolean changed = store.write(c -> FactTable.put(c, ref, provider.id(), found, now, due));
    return changed ? entity : Optional.empty();
  }

  private static Facts failed(FactProvider provider, RuntimeException e) {
    return Facts.unknown("'" + provider.id() + "' failed: " + e.getMessage());
  }

  private boolean later(FactProvider provider, String ref, PortalException e) {
    long now = clock.millis();
    long due = now + RETRY.toMillis();
    return store.write(
        c -> {
          FactTable.Kept kept =
              FactTable.of(c, List.of(ref)).getOrDefault(ref, Map.of()).get(provider.id());
          if (kept != null && kept.read() > 0) {
            FactTable.due(c, List.of(ref), provider.id(), due);
            return false;
          }
          return FactTable.put(c, ref, provider.id(), failed(provider, e), now, due);
        });
  }
}
