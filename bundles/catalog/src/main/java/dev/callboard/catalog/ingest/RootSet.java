package dev.callboard.catalog.ingest;

import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.ConfiguredRoots;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.store.ApiKeys;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.Location;
import dev.callboard.catalog.store.LocationTable;
import dev.callboard.platform.config.Config;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The roots that are read now. Thread-safe; {@link #update} blocks as the database does. */
final class RootSet {
  /** What another configuration means: roots to read, and roots that nobody names any more. */
  record Difference(Set<String> changed, Set<String> removed) {}

  private final CatalogStore store;
  private final String options;
  private final ConfiguredRoots configured;
  private volatile Map<String, Root> roots = Map.of();

  /**
   * Creates an empty set.
   *
   * @param options the values of the option {@code --catalog}, separated by line feeds, may be null
   * @param installation where what is shipped is
   */
  RootSet(CatalogStore store, String options, Path installation) {
    this.store = store;
    configured = new ConfiguredRoots(Path.of(""), installation);
    this.options = options;
  }

  synchronized Difference update(Config config) {
    Map<String, Root> next = new TreeMap<>();
    for (Root root : configured.read(config, options)) {
      next.put(root.key(), root);
    }
    CatalogRules rules = CatalogRules.of(config);
    for (Location location : store.read(LocationTable::all)) {
      Root root = Root.registered(location.id(), location.type(), location.target(), rules);
      next.put(root.key(), root);
    }
    Set<String> removed = new LinkedHashSet<>(store.roots());
    removed.addAll(roots.keySet());
    removed.removeAll(next.keySet());
    // Providers come late, see GoneProviders. What was written through the API comes from nowhere
    // else.
    removed.removeIf(
        key ->
            key.startsWith(ProviderConnection.PREFIX) || key.isEmpty() || key.equals(ApiKeys.ROOT));
    roots = next;
    return new Difference(next.keySet(), removed);
  }

  /**
   * Checks that a configuration can be used.
   *
   * @throws dev.callboard.platform.error.PortalException that says what is wrong
   */
  void check(Config config) {
    configured.read(config, options);
  }

  synchronized void add(Root root) {
    Map<String, Root> next = new TreeMap<>(roots);
    next.put(root.key(), root);
    roots = next;
  }

  synchronized void remove(String key) {
    Map<String, Root> next = new TreeMap<>(roots);
    next.remove(key);
    roots = next;
  }

  Optional<Root> find(String key) {
    return Optional.ofNullable(roots.get(key));
  }

  /** Returns the roots whose URL lies below another one. */
  Set<String> below(String url) {
    Set<String> keys = new LinkedHashSet<>();
    String base = url + "/";
    roots.forEach(
        (key, root) -> {
          if (root.target().regionMatches(true, 0, base, 0, base.length())) {
            keys.add(key);
          }
        });
    return keys;
  }

  /** Returns the location of each root by its key. */
  Map<String, String> refs() {
    Map<String, String> refs = new TreeMap<>();
    roots.forEach((key, root) -> refs.put(key, root.ref()));
    return refs;
  }
}
