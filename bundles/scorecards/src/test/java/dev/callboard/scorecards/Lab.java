package dev.callboard.scorecards;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityChange;
import dev.callboard.catalog.api.EntityChanges;
import dev.callboard.catalog.api.EntityFeed;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.scorecards.define.DefinitionSource;
import dev.callboard.scorecards.engine.CatalogFollower;
import dev.callboard.scorecards.engine.Evaluator;
import dev.callboard.scorecards.engine.FactRefresh;
import dev.callboard.scorecards.engine.Providers;
import dev.callboard.scorecards.fact.OwnerFacts;
import dev.callboard.scorecards.spi.FactProvider;
import dev.callboard.scorecards.spi.Facts;
import dev.callboard.scorecards.store.Outcome;
import dev.callboard.scorecards.store.Result;
import dev.callboard.scorecards.store.Standings;
import dev.callboard.scorecards.store.Store;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.database.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** All parts on a database, with a catalog that is set and a clock that is set. */
public final class Lab extends Clock implements AutoCloseable {
  /** An entity. */
  public static final String PAY = "component:default/pay";

  public final Map<String, Entity> entities = new TreeMap<>();
  public final Catalog catalog = new Catalog();
  public final Identity identity = new Identity();
  public final Providers providers = new Providers();
  public final Store store;
  public final DefinitionSource definitions;
  public final Evaluator evaluator;
  public final FactRefresh refresh;
  public MapConfig settings = MapConfig.empty();
  final TestDatabase database;
  final Feed feed = new Feed();
  private final AtOnce tasks = new AtOnce();
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");

  /** Opens a database. */
  public Lab(Dialect dialect, FactProvider... given) throws Exception {
    database = new TestDatabase(dialect, Store.class, "001-scorecards", "002-missing-facts");
    store = new Store(database);
    ConfigService config = () -> settings;
    definitions = new DefinitionSource(config, Path.of("."));
    providers.add(new OwnerFacts(catalog, identity));
    for (FactProvider each : given) {
      providers.add(each);
    }
    evaluator = new Evaluator(definitions, providers, store, catalog, identity, this);
    refresh = new FactRefresh(providers, evaluator, catalog, identity, store, tasks, this);
  }

  CatalogFollower follow() {
    return new CatalogFollower(
        feed, catalog, identity, evaluator, refresh, definitions, store, () -> settings, tasks);
  }

  /** Puts an entity into the catalog; others are told. */
  public Entity put(String ref, Map<String, Object> spec, Object... relations) {
    EntityRef parsed = EntityRef.parse(ref);
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < relations.length; i += 2) {
      all.add(Map.of("type", relations[i], "targetRef", relations[i + 1]));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("apiVersion", "backstage.io/v1alpha1");
    json.put("kind", parsed.kind());
    json.put("metadata", Map.of("name", parsed.name()));
    json.put("spec", spec);
    json.put("relations", all);
    return put(Entity.of(json));
  }

  Entity put(Entity entity) {
    entities.put(entity.ref().toString(), entity);
    feed.tell(new EntityChange(entity.ref().toString(), Optional.of(entity)));
    return entity;
  }

  void delete(String ref) {
    entities.remove(ref);
    feed.tell(new EntityChange(ref, Optional.empty()));
  }

  /** Lets time pass. */
  public void later(Duration time) {
    now = now.plus(time);
  }

  /** Returns the results of an entity as {@code check outcome}. */
  List<String> results(String ref) {
    return results(ref, millis());
  }

  List<String> results(String ref, long at) {
    return store.read(c -> Standings.results(c, ref, at)).stream()
        .map(each -> each.check() + " " + each.outcome().text())
        .toList();
  }

  Outcome outcome(String ref, String check) {
    return result(ref, check).outcome();
  }

  Result result(String ref, String check) {
    return store.read(c -> Standings.results(c, ref, millis())).stream()
        .filter(each -> each.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void close() throws Exception {
    database.close();
  }

  /** Facts that are set. */
  public static final class Given implements FactProvider {
    private final String id;
    private final Duration keep;
    private final Map<String, Facts> values = new LinkedHashMap<>();
    private Consumer<String> told = ref -> {};
    RuntimeException failure;
    int asked;

    /** Makes a provider. */
    public Given(String id, Duration keep) {
      this.id = id;
      this.keep = keep;
    }

    void say(String ref, Facts facts) {
      values.put(ref, facts);
      told.accept(ref);
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public Duration keepFor() {
      return keep;
    }

    @Override
    public Facts facts(Entity entity) {
      asked++;
      if (failure != null) {
        throw failure;
      }
      return values.getOrDefault(entity.ref().toString(), Facts.unknown("nobody has said it"));
    }

    @Override
    public AutoCloseable onChange(Consumer<String> changed) {
      told = changed;
      return () -> told = ref -> {};
    }
  }

  /** The server. */
  public enum Caller implements PortalPrincipal {
    SYSTEM;

    @Override
    public String getName() {
      return "system:scorecards";
    }

    @Override
    public PrincipalType type() {
      return PrincipalType.SYSTEM;
    }

    @Override
    public List<String> ownershipRefs() {
      return List.of();
    }

    @Override
    public Optional<PortalPrincipal> actor() {
      return Optional.empty();
    }

    @Override
    public List<AccessRestriction> accessRestrictions() {
      return List.of();
    }
  }

  /** What is set. */
  public final class Catalog implements CatalogService {
    @Override
    public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
      return Optional.ofNullable(entities.get(ref.toString()));
    }

    @Override
    public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
      String[] filter = filters.get(0).split("=");
      return entities.values().stream()
          .filter(
              entity ->
                  entity.relations().stream()
                      .anyMatch(
                          each ->
                              filter[0].equals("relations." + each.type())
                                  && each.targetRef().equals(filter[1])))
          .toList();
    }

    @Override
    public void refresh(EntityRef ref) {
      throw new AssertionError("nobody asks for it");
    }
  }

  /** A log of changes. */
  final class Feed implements EntityFeed {
    private final List<EntityChange> log = new ArrayList<>();
    private Runnable waking = () -> {};
    int readAll;

    void tell(EntityChange change) {
      log.add(change);
      waking.run();
    }

    @Override
    public String readAll(Consumer<Entity> each) {
      readAll++;
      List.copyOf(entities.values()).forEach(each);
      return String.valueOf(log.size());
    }

    @Override
    public Optional<EntityChanges> after(String position, int limit) {
      return Optional.of(
          new EntityChanges(
              List.copyOf(log.subList(Integer.parseInt(position), log.size())),
              String.valueOf(log.size()),
              false));
    }

    @Override
    public AutoCloseable onChange(Runnable wake) {
      waking = wake;
      return () -> waking = () -> {};
    }
  }

  /** Knows the server. */
  public static final class Identity implements IdentityService {
    @Override
    public PortalPrincipal authenticate(String token, String pluginId) {
      throw new AssertionError("nobody signs in");
    }

    @Override
    public PortalPrincipal anonymous() {
      throw new AssertionError("nobody is anonymous");
    }

    @Override
    public PortalPrincipal system(String name) {
      return Caller.SYSTEM;
    }

    @Override
    public String pluginToken(String from, String to, PortalPrincipal onBehalfOf) {
      throw new AssertionError("no plugin is called");
    }
  }

  private static final class AtOnce implements TaskExecutor {
    @Override
    public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
      try {
        return CompletableFuture.completedFuture(work.call());
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
      return submit(name, work);
    }
  }
}
