package dev.callboard.supply.chain;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import dev.callboard.supply.chain.store.EntityRows;
import dev.callboard.supply.chain.store.Store;
import dev.callboard.supply.chain.summary.SummaryPublisher;
import dev.callboard.supply.chain.summary.SummaryTable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets what is known of entities that have not been in the catalog for a while: {@code
 * supplyChain.retention.goneEntities}. One that comes back before is as it was. Thread-safe.
 */
@Component(service = ScheduledTask.class)
public final class GoneEntities implements ScheduledTask {
  private static final Logger LOG = LoggerFactory.getLogger(GoneEntities.class);
  private static final Duration GRACE = Duration.ofDays(30);

  private final ConfigService config;
  private final Store store;
  private final CatalogService catalog;
  private final IdentityService identity;
  private final AuditService audit;
  private final SummaryPublisher summaries;
  private final Clock clock;

  /** Called by Declarative Services. */
  @Activate
  public GoneEntities(
      @Reference ConfigService config,
      @Reference Store store,
      @Reference CatalogService catalog,
      @Reference IdentityService identity,
      @Reference AuditService audit,
      @Reference SummaryPublisher summaries) {
    this(config, store, catalog, identity, audit, summaries, Clock.systemUTC());
  }

  /** Creates it with a clock of its own. */
  public GoneEntities(
      ConfigService config,
      Store store,
      CatalogService catalog,
      IdentityService identity,
      AuditService audit,
      SummaryPublisher summaries,
      Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.store = requireNonNull(store, "store is null");
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.identity = requireNonNull(identity, "identity is null");
    this.audit = requireNonNull(audit, "audit is null");
    this.summaries = requireNonNull(summaries, "summaries is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public String id() {
    return "forget-gone-entities";
  }

  @Override
  public Schedule schedule() {
    // The catalog needs its time after a start; who is away for hours only is not gone for long.
    return new Schedule(
        Duration.ofHours(1), Optional.empty(), Duration.ofMinutes(10), Duration.ofMinutes(30));
  }

  @Override
  public void run() {
    PortalPrincipal self = identity.system("supply-chain");
    long now = clock.millis();
    List<String> gone = new ArrayList<>();
    for (String ref : store.read(EntityRows::all)) {
      if (catalog.byRef(EntityRef.parse(ref), self).isEmpty()) {
        gone.add(ref);
      }
    }
    Duration grace = config.current().duration("supplyChain.retention.goneEntities").orElse(GRACE);
    List<String> due = store.write(c -> EntityRows.gone(c, gone, now, now - grace.toMillis()));
    for (String ref : due) {
      store.write(
          c -> {
            EntityRows.forget(c, ref);
            SummaryTable.due(c, List.of(ref));
            audit.record(
                c,
                AuditEvent.event("security-document", self)
                    .subAction("forget")
                    .target("entity", ref)
                    .meta("reason", "the entity is no longer in the catalog")
                    .build());
            return null;
          });
      LOG.info("Forgot the documents and findings of {}, which is gone from the catalog", ref);
    }
    if (!due.isEmpty()) {
      summaries.wake();
    }
  }
}
