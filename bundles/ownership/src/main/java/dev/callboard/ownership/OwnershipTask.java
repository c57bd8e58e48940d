package dev.callboard.ownership;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.EntityFeed;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.integrations.api.WorkTrees;
import dev.callboard.ownership.people.People;
import dev.callboard.ownership.store.EntityRow;
import dev.callboard.ownership.store.Store;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Measures ownership: follows the catalog, reads histories that are due and sums up the day. The
 * scheduler has one node do it at a time; all it knows is in the database.
 */
@Component(service = ScheduledTask.class)
public final class OwnershipTask implements ScheduledTask {
  private final ConfigService config;
  private final Store store;
  private final EntityFeed feed;
  private final UrlReader reader;
  private final Ledger ledger;
  private final FactChanges changes;
  private final Clock clock;

  /** May be missing: then nothing is known of folders of this machine. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile WorkTrees workTrees;

  /** Called by Declarative Services. */
  @Activate
  public OwnershipTask(
      @Reference ConfigService config,
      @Reference Store store,
      @Reference EntityFeed feed,
      @Reference CatalogService catalog,
      @Reference IdentityService identity,
      @Reference UrlReader reader,
      @Reference FactChanges changes) {
    this(
        config,
        store,
        feed,
        new Ledger(store, catalog, identity.system("ownership")),
        reader,
        changes,
        Clock.systemUTC());
  }

  OwnershipTask(
      ConfigService config,
      Store store,
      EntityFeed feed,
      Ledger ledger,
      UrlReader reader,
      FactChanges changes,
      Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.store = requireNonNull(store, "store is null");
    this.feed = requireNonNull(feed, "feed is null");
    this.ledger = requireNonNull(ledger, "ledger is null");
    this.reader = requireNonNull(reader, "reader is null");
    this.changes = requireNonNull(changes, "changes is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public String id() {
    return "measure-ownership";
  }

  @Override
  public Schedule schedule() {
    Duration every = config.current().duration("ownership.interval").orElse(Duration.ofMinutes(1));
    return new Schedule(every, Optional.empty(), every, Duration.ofHours(2));
  }

  @Override
  public void run() {
    Config now = config.current();
    OwnershipSettings settings = OwnershipSettings.of(now);
    WorkTrees local = workTrees;
    long millis = clock.millis();
    CatalogFollower.Changed changed =
        new CatalogFollower(feed, store, new Places(reader, local), settings.kinds()).follow();
    boolean due =
        store.read(c -> Sql.number(c, "SELECT count(*) FROM repository WHERE due_ms <= ?", millis))
            > 0;
    boolean any = changed.people() || !changed.refs().isEmpty();
    if (any || due) {
      People people = ledger.people(now);
      ledger.measure(changed.people() ? all() : changed.refs(), people, millis, changes);
      Claims.settle(store, millis);
      new HistoryReader(store, reader, local, now, people, changes).read(millis);
    }
    new DailySums(store).sumUp(millis, any || due, millis - settings.keep().toMillis());
  }

  private List<String> all() {
    return store.read(EntityRow::all).stream().map(EntityRow::ref).toList();
  }
}
