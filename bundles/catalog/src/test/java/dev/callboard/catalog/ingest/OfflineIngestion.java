package dev.callboard.catalog.ingest;

import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.model.BuiltInKinds;
import dev.callboard.catalog.model.EntityChecks;
import dev.callboard.catalog.model.KindRegistry;
import dev.callboard.catalog.process.EntityLimits;
import dev.callboard.catalog.process.EntityPipeline;
import dev.callboard.catalog.process.FileResolvers;
import dev.callboard.catalog.process.ProcessorChain;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.Location;
import dev.callboard.catalog.yaml.YamlLimits;
import dev.callboard.catalog.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads what is asked at once, from files in memory, and remembers what it was asked. */
public final class OfflineIngestion implements Ingestion {
  private final CatalogStore store;
  private final MemoryWeb web;
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, RootStatus> status = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<String, Location> locations = new LinkedHashMap<>();

  /**
   * Creates it.
   *
   * @param files texts by URL; what is below {@code http://127.0.0.1:7090/} may be read
   */
  public OfflineIngestion(CatalogStore store, Map<String, String> files) {
    this.store = store;
    this.web = new MemoryWeb(files);
  }

  static Processing processing() {
    return new Processing(
        new YamlReader(YamlLimits.DEFAULT),
        new EntityPipeline(
            new EntityChecks(new KindRegistry(BuiltInKinds.standard())),
            EntityLimits.DEFAULT,
            FileResolvers.create(YamlLimits.DEFAULT),
            ProcessorChain.NONE),
        "1");
  }

  static Root root(String id, String target, Optional<CatalogRules> rules) {
    return new Root("registered:" + id, "url", target, false, rules, Optional.empty());
  }

  /** Returns what it was asked since the last time. */
  public List<String> calls() {
    List<String> copy = List.copyOf(calls);
    calls.clear();
    return copy;
  }

  @Override
  public CatalogStore store() {
    return store;
  }

  @Override
  public void added(Location location) {
    calls.add("added " + location.target());
    locations.put(rootKey(location), location);
    run(rootKey(location));
  }

  private void run(String key) {
    Location location = locations.get(key);
    run(root(location.id(), location.target(), Optional.empty()));
  }

  /** Reads a location that is not registered but configured. */
  public void configured(String file) {
    run(new Root("config:file:" + file, "file", file, false, Optional.empty(), Optional.empty()));
  }

  private void run(Root root) {
    new RootRun(
            root,
            processing(),
            IngestLimits.DEFAULT,
            store,
            type -> web,
            new RootRun.Mode(true, true))
        .run();
    String key = root.key();
    status.put(key, new RootStatus(key, root.ref(), "idle", 1_000, 2_000, null));
  }

  @Override
  public void removed(Location location) {
    calls.add("removed " + location.target());
    String key = rootKey(location);
    locations.remove(key);
    status.remove(key);
    store.removeRoot(key);
  }

  @Override
  public void pushed(Push push) {
    String paths = new TreeSet<>(push.paths()).toString();
    calls.add("pushed " + push.url() + " " + push.branch() + " " + paths + " " + push.complete());
  }

  @Override
  public void refresh(Collection<String> rootKeys) {
    calls.add("refresh " + List.copyOf(rootKeys));
    rootKeys.stream().filter(locations::containsKey).forEach(this::run);
  }

  @Override
  public String rootKey(Location location) {
    return "registered:" + location.id();
  }

  @Override
  public List<RootStatus> status() {
    return List.copyOf(status.values());
  }

  @Override
  public List<Map<String, Object>> dryRun(String type, String target) {
    calls.add("dryRun " + target);
    return new DryRun(
            root("dry-run", target, Optional.empty()), processing(), IngestLimits.DEFAULT, web)
        .entities();
  }

  @Override
  public List<String> check(Map<String, Object> document, String location) {
    return DocumentCheck.problems(processing(), document, location);
  }
}
