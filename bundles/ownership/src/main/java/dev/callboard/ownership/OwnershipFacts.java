package dev.callboard.ownership;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.ownership.store.Facts;
import dev.callboard.ownership.store.Store;
import dev.callboard.scorecards.spi.FactProvider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives the facts of ownership to checks, as {@code facts.ownership}. Blocks for as long as the
 * database takes.
 */
@Component(service = FactProvider.class)
public final class OwnershipFacts implements FactProvider {
  private static final String UNMEASURED = "who owns this has not been measured yet";
  private static final String UNREAD = "the history of its repository is not known";

  private final Store store;
  private final FactChanges changes;

  /** Called by Declarative Services. */
  @Activate
  public OwnershipFacts(@Reference Store store, @Reference FactChanges changes) {
    this.store = requireNonNull(store, "store is null");
    this.changes = requireNonNull(changes, "changes is null");
  }

  @Override
  public String id() {
    return "ownership";
  }

  /** Changes are told; this is for those while nobody listened. */
  @Override
  public Duration keepFor() {
    return Duration.ofHours(6);
  }

  @Override
  public AutoCloseable onChange(Consumer<String> changed) {
    return changes.listen(changed);
  }

  @Override
  public dev.callboard.scorecards.spi.Facts facts(Entity entity) {
    String ref = entity.ref().toString();
    Map<String, Double> now = store.read(c -> Facts.now(c, ref));
    if (now.isEmpty()) {
      return dev.callboard.scorecards.spi.Facts.unknown(UNMEASURED);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Fact fact : Fact.values()) {
      Double value = now.get(fact.id());
      if (value != null) {
        values.put(fact.word(), fact.json(value));
      }
    }
    return dev.callboard.scorecards.spi.Facts.of(values)
        .withMissing(UNREAD)
        .withEvidence(page(entity.ref()));
  }

  private static String page(EntityRef ref) {
    return "/catalog/" + ref.namespace() + "/" + ref.kind() + "/" + ref.name();
  }
}
