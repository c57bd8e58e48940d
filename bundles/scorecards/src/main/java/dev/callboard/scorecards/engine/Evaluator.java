package dev.callboard.scorecards.engine;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scorecards.define.Check;
import dev.callboard.scorecards.define.DefinitionSource;
import dev.callboard.scorecards.define.Definitions;
import dev.callboard.scorecards.define.Scope;
import dev.callboard.scorecards.define.Scorecard;
import dev.callboard.scorecards.spi.FactProvider;
import dev.callboard.scorecards.spi.Facts;
import dev.callboard.scorecards.store.FactTable;
import dev.callboard.scorecards.store.Result;
import dev.callboard.scorecards.store.Score;
import dev.callboard.scorecards.store.Standings;
import dev.callboard.scorecards.store.Store;
import dev.callboard.scorecards.store.Waiver;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Holds entities against all checks that concern them, and keeps what comes of it. Thread-safe. */
@Component(service = Evaluator.class)
public final class Evaluator {
  private static final int BATCH = 100;

  private final DefinitionSource definitions;
  private final Providers providers;
  private final Store store;
  private final CatalogService catalog;
  private final IdentityService identity;
  private final Clock clock;

  /** Called by Declarative Services. */
  @Activate
  public Evaluator(
      @Reference DefinitionSource definitions,
      @Reference Providers providers,
      @Reference Store store,
      @Reference CatalogService catalog,
      @Reference IdentityService identity) {
    this(definitions, providers, store, catalog, identity, Clock.systemUTC());
  }

  /** Creates it with a clock of its own. */
  public Evaluator(
      DefinitionSource definitions,
      Providers providers,
      Store store,
      CatalogService catalog,
      IdentityService identity,
      Clock clock) {
    this.definitions = requireNonNull(definitions, "definitions is null");
    this.providers = requireNonNull(providers, "providers is null");
    this.store = requireNonNull(store, "store is null");
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.identity = requireNonNull(identity, "identity is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Evaluates entities anew; returns how many results and scores changed. */
  public int evaluate(List<Entity> entities) {
    int changed = 0;
    for (int from = 0; from < entities.size(); from += BATCH) {
      List<Entity> part = entities.subList(from, Math.min(entities.size(), from + BATCH));
      changed += store.write(c -> evaluate(c, part));
    }
    return changed;
  }

  /** Evaluates entities by their references; what is gone loses its results. */
  public void evaluateRefs(Collection<String> refs) {
    PortalPrincipal system = principal();
    List<Entity> found = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (String ref : refs) {
      Optional<Entity> entity =
          catalog.byRef(dev.callboard.catalog.api.EntityRef.parse(ref), system);
      entity.ifPresentOrElse(found::add, () -> gone.add(ref));
    }
    evaluate(found);
    remove(gone);
  }

  /** Ends what is known of entities that are gone. */
  public void remove(Collection<String> refs) {
    if (!refs.isEmpty()) {
      store.write(
          c -> {
            FactTable.delete(c, refs);
            return Standings.put(c, refs, List.of(), List.of(), clock.millis());
          });
    }
  }

  private PortalPrincipal principal() {
    return identity.system("scorecards");
  }

  private int evaluate(Connection c, List<Entity> entities) throws SQLException {
    Definitions all = definitions.current();
    long now = clock.millis();
    Map<String, Scope> scopes = scopes(c, entities, now);
    Map<String, String> waivers = waivers(c, scopes.keySet(), now);
    List<Result> results = new ArrayList<>();
    List<Score> scores = new ArrayList<>();
    Map<String, List<String>> unread = new LinkedHashMap<>();
    for (Entity entity : entities) {
      String ref = entity.ref().toString();
      Scope scope = scopes.get(ref);
      List<Scorecard> cards = Judge.scorecards(all, scope);
      if (cards.isEmpty()) {
        continue;
      }
      Map<String, Result> own = judge(ref, Judge.checks(cards), all, scope, waivers, now);
      Membership where = Membership.of(entity, catalog, principal());
      cards.forEach(card -> scores.add(Scores.of(card, all.checks(), own, where, now)));
      results.addAll(own.values());
      providers.all().values().stream()
          .filter(provider -> isKept(provider) && !scope.facts().containsKey(provider.id()))
          .forEach(each -> unread.computeIfAbsent(each.id(), id -> new ArrayList<>()).add(ref));
    }
    for (Map.Entry<String, List<String>> each : unread.entrySet()) {
      FactTable.expect(c, each.getValue(), each.getKey());
    }
    return Standings.put(c, scopes.keySet(), results, scores, now);
  }

  /** Holds an entity against checks without keeping what comes of it. */
  public Map<String, Result> preview(Entity entity, Set<String> checks) {
    Definitions all = definitions.current();
    long now = clock.millis();
    return store.read(
        c -> {
          String ref = entity.ref().toString();
          Scope scope = scopes(c, List.of(entity), now).get(ref);
          return judge(ref, checks, all, scope, waivers(c, Set.of(ref), now), now);
        });
  }

  /** Returns what checks are held against, with facts that are kept. */
  public Scope scope(Entity entity) {
    long now = clock.millis();
    return store.read(c -> scopes(c, List.of(entity), now)).get(entity.ref().toString());
  }

  /**
   * Returns what an entity that is not in the catalog is held against, with facts from elsewhere.
   */
  public Scope scope(Entity entity, Map<String, Facts> given) {
    Map<String, Facts> facts = new HashMap<>(given);
    providers.all().values().stream()
        .filter(provider -> !isKept(provider))
        .forEach(provider -> facts.putIfAbsent(provider.id(), ask(provider, entity)));
    return new Scope(entity.json(), facts, clock.instant());
  }

  private static Map<String, Result> judge(
      String ref,
      Set<String> checks,
      Definitions all,
      Scope scope,
      Map<String, String> waivers,
      long now) {
    Map<String, Result> own = new LinkedHashMap<>();
    for (String id : checks) {
      Check check = all.checks().get(id);
      String waiver = waivers.getOrDefault(ref + '\n' + id, "");
      own.put(id, Judge.judge(ref, check, scope, waiver, now));
    }
    return own;
  }

  private Map<String, Scope> scopes(Connection c, List<Entity> entities, long now)
      throws SQLException {
    Map<String, Entity> byRef = new LinkedHashMap<>();
    entities.forEach(entity -> byRef.put(entity.ref().toString(), entity));
    Map<String, Map<String, FactTable.Kept>> kept =
        FactTable.of(c, new LinkedHashSet<>(byRef.keySet()));
    Map<String, FactProvider> present = providers.all();
    Map<String, Scope> scopes = new LinkedHashMap<>();
    byRef.forEach(
        (ref, entity) -> {
          Map<String, Facts> facts = new HashMap<>();
          kept.getOrDefault(ref, Map.of())
              .forEach(
                  (id, each) -> facts.put(id, present.containsKey(id) ? each.facts() : gone()));
          present.values().stream()
              .filter(provider -> !isKept(provider))
              .forEach(provider -> facts.put(provider.id(), ask(provider, entity)));
          scopes.put(ref, new Scope(entity.json(), facts, Instant.ofEpochMilli(now)));
        });
    return scopes;
  }

  private static Facts gone() {
    return Facts.unknown("the plugin that tells this is not running");
  }

  static boolean isKept(FactProvider provider) {
    return !provider.keepFor().isZero();
  }

  /** One provider that fails leaves the others as they are. */
  static Facts ask(FactProvider provider, Entity entity) {
    try {
      return provider.facts(entity);
    } catch (RuntimeException e) {
      return Facts.unknown("'" + provider.id() + "' failed: " + e.getMessage());
    }
  }

  private static Map<String, String> waivers(Connection c, Collection<String> refs, long now)
      throws SQLException {
    Map<String, String> holding = new HashMap<>();
    for (Waiver each : Waiver.holding(c, new LinkedHashSet<>(refs), now)) {
      holding.put(each.entityRef() + '\n' + each.check(), each.id());
    }
    return holding;
  }
}
