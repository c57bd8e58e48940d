package dev.callboard.supply.chain;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.database.Sql;
import dev.callboard.supply.chain.api.SecurityPosture;
import dev.callboard.supply.chain.api.SupplyChainService;
import dev.callboard.supply.chain.model.Severity;
import dev.callboard.supply.chain.store.Store;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells how entities stand, from the tables. */
@Component
public final class DefaultSupplyChainService implements SupplyChainService {
  private static final String ACTIVE =
      " FROM finding WHERE entity_ref = ? AND state IN ('OPEN', 'ACKNOWLEDGED')";

  private final Store store;

  /** Called by Declarative Services. */
  @Activate
  public DefaultSupplyChainService(@Reference Store store) {
    this.store = requireNonNull(store, "store is null");
  }

  @Override
  public SecurityPosture posture(String entityRef) {
    requireNonNull(entityRef, "entityRef is null");
    return store.read(
        c -> {
          Map<String, Long> open = new LinkedHashMap<>();
          Sql.list(
              c,
              row -> open.put(Severity.values()[row.getInt(1)].text(), row.getLong(2)),
              "SELECT severity, count(*)" + ACTIVE + " GROUP BY severity",
              entityRef);
          String documents = " FROM document WHERE entity_ref = ?";
          return new SecurityPosture(
              Sql.number(c, "SELECT coalesce(sum(components), 0)" + documents, entityRef),
              time(Sql.number(c, "SELECT coalesce(max(received_ms), 0)" + documents, entityRef)),
              open,
              Sql.number(c, "SELECT count(*)" + ACTIVE + " AND kev = 1", entityRef),
              time(
                  Sql.number(
                      c,
                      "SELECT coalesce(min(first_seen_ms), 0)" + ACTIVE + " AND severity = ?",
                      entityRef,
                      Severity.CRITICAL.ordinal())));
        });
  }

  private static Optional<Instant> time(long millis) {
    return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
