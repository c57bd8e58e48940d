package dev.callboard.ownership;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.ownership.authorship.Contribution;
import dev.callboard.ownership.people.People;
import dev.callboard.ownership.store.CodeRule;
import dev.callboard.ownership.store.Contributions;
import dev.callboard.ownership.store.EntityRow;
import dev.callboard.ownership.store.Store;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.identity.IdentityService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Shows what people have done, to each only what is theirs; what others have done is put together.
 * Thread-safe; blocks.
 */
@Component(service = PeopleView.class)
public final class PeopleView {
  private final ConfigService config;
  private final Store store;
  private final Ledger ledger;

  /** Called by Declarative Services. */
  @Activate
  public PeopleView(
      @Reference ConfigService config,
      @Reference Store store,
      @Reference CatalogService catalog,
      @Reference IdentityService identity) {
    this(config, store, new Ledger(store, catalog, identity.system("ownership")));
  }

  PeopleView(ConfigService config, Store store, Ledger ledger) {
    this.config = requireNonNull(config, "config is null");
    this.store = requireNonNull(store, "store is null");
    this.ledger = requireNonNull(ledger, "ledger is null");
  }

  private int smallest() {
    return (int) (long) config.current().number("ownership.smallestGroup").orElse(3L);
  }

  /**
   * Returns candidates for the owner of an entity, at most three, as JSON values.
   *
   * @param visible which entities the caller may see; others count for nothing
   * @param shown whose numbers the caller may see
   */
  public List<Map<String, Object>> suggestions(
      EntityRow entity, Predicate<String> visible, Predicate<String> shown) {
    People people = ledger.people(config.current());
    return store.read(
        c -> {
          Map<String, Integer> neighbours = new LinkedHashMap<>();
          if (!entity.system().isEmpty()) {
            Sql.list(
                c,
                row ->
                    visible.test(row.getString(2))
                        ? neighbours.merge(row.getString(1), 1, Integer::sum)
                        : null,
                "SELECT owner, entity_ref FROM entity WHERE system_ref = ? AND entity_ref <> ?"
                    + " AND owner <> '' ORDER BY owner, entity_ref",
                entity.system(),
                entity.ref());
          }
          return new Suggestions(people, smallest(), shown)
              .of(
                  entity,
                  CodeRule.of(c, entity.ref()),
                  Contributions.of(c, entity.ref()),
                  neighbours);
        });
  }

  /** Returns who committed to an entity, as JSON values; many others are one item. */
  public List<Map<String, Object>> contributors(String entityRef, Predicate<String> shown) {
    List<Contribution> all = store.read(c -> Contributions.of(c, entityRef));
    List<Map<String, Object>> items = new java.util.ArrayList<>();
    List<Contribution> others = new java.util.ArrayList<>();
    for (Contribution each : all) {
      if (shown.test(each.person())) {
        items.add(json(each.person(), List.of(each)));
      } else {
        others.add(each);
      }
    }
    if (others.size() >= smallest()) {
      items.add(json(null, others));
    }
    return items;
  }

  private static Map<String, Object> json(String person, List<Contribution> some) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (person == null) {
      json.put("others", some.size());
    } else {
      json.put("person", person);
    }
    json.put("commits", some.stream().mapToInt(Contribution::commits).sum());
    json.put("files", some.stream().mapToDouble(Contribution::files).sum());
    long last = some.stream().mapToLong(Contribution::lastMillis).max().orElse(0);
    json.put("last", java.time.Instant.ofEpochMilli(last).toString());
    return json;
  }
}
