package dev.callboard.ownership;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityChange;
import dev.callboard.catalog.api.EntityChanges;
import dev.callboard.catalog.api.EntityFeed;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.integrations.api.CommitVisitor;
import dev.callboard.integrations.api.HostStatus;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.integrations.git.GitWorkTrees;
import dev.callboard.ownership.store.Facts;
import dev.callboard.ownership.store.Store;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.database.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** All parts on a database and real repositories, with a catalog and a clock that are set. */
final class Lab extends Clock implements AutoCloseable {
  final Map<String, Entity> entities = new TreeMap<>();
  final List<EntityChange> log = new ArrayList<>();
  final Map<String, Path> remotes = new HashMap<>();
  final TestDatabase database;
  final Store store;
  final FactChanges changes = new FactChanges();
  final OwnershipFacts checked;
  final OwnershipTask task;
  final Ledger ledger;
  final PushListener pushes;
  final Hosts hosts = new Hosts();
  MapConfig settings = MapConfig.empty();
  int read;
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");

  Lab(Dialect dialect) throws Exception {
    database = new TestDatabase(dialect, OwnershipTask.class, "001-ownership");
    store = new Store(database);
    ConfigService config = () -> settings;
    ledger = new Ledger(store, new Catalog(), null);
    task = new OwnershipTask(config, store, new Feed(), ledger, hosts, changes, this);
    checked = new OwnershipFacts(store, changes);
    task.workTrees = new GitWorkTrees();
    pushes = new PushListener(store, hosts);
  }

  /** Puts an entity into the catalog; the relations are types and targets in turn. */
  void put(String ref, Map<String, Object> spec, Map<String, Object> annotations, String... to) {
    EntityRef parsed = EntityRef.parse(ref);
    List<Object> relations = new ArrayList<>();
    for (int i = 0; i < to.length; i += 2) {
      relations.add(Map.of("type", to[i], "targetRef", to[i + 1]));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("apiVersion", "backstage.io/v1alpha1");
    json.put("kind", parsed.kind());
    json.put("metadata", Map.of("name", parsed.name(), "annotations", annotations));
    json.put("spec", spec);
    json.put("relations", relations);
    Entity entity = Entity.of(json);
    entities.put(ref, entity);
    log.add(new EntityChange(ref, Optional.of(entity)));
  }

  void user(String name, String mail, String group) {
    put(
        "user:default/" + name,
        Map.of("profile", Map.of("email", mail, "displayName", "The " + name)),
        Map.of("github.com/user-login", name + "-hub"),
        "memberOf",
        group);
  }

  void group(String name, String... members) {
    List<String> relations = new ArrayList<>();
    for (String member : members) {
      relations.addAll(List.of("hasMember", "user:default/" + member));
    }
    put("group:default/" + name, Map.of(), Map.of(), relations.toArray(String[]::new));
  }

  void component(String name, String owner, String location) {
    put(
        "component:default/" + name,
        Map.of("owner", owner, "system", "shop"),
        Map.of("backstage.io/managed-by-location", location));
  }

  void remove(String ref) {
    entities.remove(ref);
    log.add(new EntityChange(ref, Optional.empty()));
  }

  Map<String, Double> facts(String name) {
    return store.read(c -> Facts.now(c, "component:default/" + name));
  }

  Double fact(String name, Fact fact) {
    return facts(name).get(fact.id());
  }

  void later(Duration time) {
    now = now.plus(time);
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

  private final class Feed implements EntityFeed {
    @Override
    public String readAll(Consumer<Entity> each) {
      List.copyOf(entities.values()).forEach(each);
      return String.valueOf(log.size());
    }

    @Override
    public Optional<EntityChanges> after(String position, int limit) {
      int from = Integer.parseInt(position);
      int to = Math.min(log.size(), from + limit);
      return Optional.of(
          new EntityChanges(log.subList(from, to), String.valueOf(to), to < log.size()));
    }

    @Override
    public AutoCloseable onChange(Runnable wake) {
      throw new AssertionError("nobody wants to be woken");
    }
  }

  final class Catalog implements CatalogService {
    @Override
    public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
      return Optional.ofNullable(entities.get(ref.toString()));
    }

    @Override
    public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
      String kind = filters.get(0).substring("kind=".length()) + ":";
      return entities.entrySet().stream()
          .filter(each -> each.getKey().startsWith(kind))
          .map(Map.Entry::getValue)
          .toList();
    }

    @Override
    public void refresh(EntityRef ref) {
      throw new AssertionError("nobody asks for it");
    }
  }

  /** A host whose repositories are folders of this machine: {@code https://git.example/x.git}. */
  final class Hosts implements UrlReader {
    private Path root(String url) {
      return remotes.get(url.replaceFirst("/blob/.*", ""));
    }

    @Override
    public boolean commits(String url, int commits, CommitVisitor visitor) {
      read++;
      return new GitWorkTrees().commits(root(url), commits, visitor);
    }

    @Override
    public Optional<SourcePlace> place(String url) {
      String repository = url.replaceFirst("/blob/.*", "");
      String path = url.contains("/blob/") ? url.replaceFirst(".*/blob/main/", "") : "";
      return remotes.containsKey(repository)
          ? Optional.of(new SourcePlace(repository, "main", path))
          : Optional.empty();
    }

    @Override
    public UrlContent read(String url, ReadOptions options) {
      Path file = root(url).resolve(url.replaceFirst(".*/blob/main/", ""));
      try {
        return UrlContent.of(Files.readAllBytes(file), null);
      } catch (java.io.IOException e) {
        throw PortalException.notFound("no matching files found for " + url);
      }
    }

    @Override
    public String resolve(String reference, String base, int line) {
      return base.replaceFirst("/blob/.*", "") + "/blob/main" + reference;
    }

    @Override
    public SourceTree readTree(String url, ReadOptions options) {
      throw new AssertionError("no tree is read");
    }

    @Override
    public List<String> search(String url, ReadOptions options) {
      throw new AssertionError("nothing is searched");
    }

    @Override
    public Optional<String> editUrl(String url) {
      return Optional.empty();
    }

    @Override
    public String viewUrl(String url) {
      return url;
    }

    @Override
    public boolean isSourceHost(String url) {
      return true;
    }

    @Override
    public boolean sameRepository(String url, String otherUrl) {
      return true;
    }

    @Override
    public List<HostStatus> hosts() {
      return List.of();
    }
  }
}
