package dev.callboard.catalog.ingest;

import dev.callboard.catalog.index.CatalogIndex;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.store.ApiKeys;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.HeldDeletions;
import dev.callboard.catalog.store.MassDeletion;
import dev.callboard.catalog.store.PendingDeletion;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has roots read in the background, watches what they were read from, and removes what belongs to
 * none. Thread-safe; only what updates or removes blocks.
 */
final class RootReader {
  private static final Logger LOG = LoggerFactory.getLogger(RootReader.class);

  private static final String REGISTERED = "registered:";

  private final CatalogStore store;
  private final CatalogIndex index;
  private final RootSet roots;
  private final RunFactory runs;
  private final Providers providers;
  private final Runnable written;
  private final Consumer<PendingDeletion> alert;
  private final RootQueue queue;
  private final Rescan rescan;

  /**
   * Creates a reader of no roots.
   *
   * @param providers whose entities are processed again
   * @param written processes anew what was written through the API
   * @param alert is told of deletions that were held
   */
  RootReader(
      CatalogStore store,
      CatalogIndex index,
      RootSet roots,
      RunFactory runs,
      Providers providers,
      Runnable written,
      TaskExecutor tasks,
      Supplier<Config> config,
      Consumer<PendingDeletion> alert) {
    this.store = store;
    this.index = index;
    this.roots = roots;
    this.runs = runs;
    this.providers = providers;
    this.written = written;
    this.alert = alert;
    int parallel = config.get().number("catalog.ingestion.parallel").orElse(4L).intValue();
    queue = new RootQueue(tasks, Math.max(1, parallel), this::host, this::read);
    rescan = new Rescan(tasks, queue, config);
  }

  /** Notices from now on what changes. */
  void start() {
    rescan.start();
  }

  void stop() {
    rescan.stop();
    queue.stop();
  }

  /** Reads roots that are new or changed and removes what belongs to none. */
  synchronized void update(Config configuration) {
    RootSet.Difference difference = roots.update(configuration);
    Set<String> removed = new HashSet<>(difference.removed());
    // What is left of a location that was unregistered, somebody asked for.
    removed.removeIf(key -> key.startsWith(REGISTERED));
    MassDeletion limit = new HeldDeletions(store).together(removed, runs.limits().massDeletion());
    difference
        .removed()
        .forEach(key -> remove(key, removed.contains(key) ? limit : MassDeletion.UNGUARDED));
    request(difference.changed(), false);
    queue.request(ApiKeys.ROOT, false);
    request(providers.keys(), false);
  }

  void request(Collection<String> keys, boolean thorough) {
    keys.forEach(key -> queue.request(key, thorough));
  }

  /** Asks for everything to be read. */
  void requestAll() {
    request(roots.refs().keySet(), false);
    queue.request(ApiKeys.ROOT, false);
    request(providers.keys(), false);
  }

  /** Has one more root read. */
  void add(Root root) {
    roots.add(root);
    queue.request(root.key(), true);
  }

  /** Takes a root off and removes what nothing else lists. */
  void drop(String key) {
    roots.remove(key);
    remove(key, MassDeletion.UNGUARDED);
  }

  /** Removes roots that are gone for the same reason: together they may be too much to go. */
  void removeTogether(Set<String> keys) {
    MassDeletion limit = new HeldDeletions(store).together(keys, runs.limits().massDeletion());
    keys.forEach(
        key -> {
          LOG.info("Removing what {} gave, since it is no longer there", key);
          remove(key, limit);
        });
  }

  private void remove(String key, MassDeletion limit) {
    queue.forget(key);
    rescan.forget(key);
    var changes = store.removeRoot(key, limit);
    index.apply(changes.upserts(), changes.removed());
    changes.held().ifPresent(alert);
    changes.takeovers().forEach(source -> queue.request(source.rootKey(), false));
  }

  /** Returns the host that a root is read from, or an empty text. */
  private String host(String key) {
    return roots
        .find(key)
        .filter(root -> root.type().equals("url"))
        .map(root -> root.target().replaceFirst("^([a-z]+://[^/?#]*).*", "$1"))
        .orElse("");
  }

  private void read(String key, boolean thorough) {
    if (key.equals(ApiKeys.ROOT)) {
      written.run();
      return;
    }
    Optional<ProviderConnection> provider = providers.find(key);
    if (provider.isPresent()) {
      provider.get().again();
      return;
    }
    Optional<Root> root = roots.find(key);
    if (root.isEmpty()) {
      return;
    }
    WatchedFiles before = WatchedFiles.of(root.get(), store.sources(key).values());
    try {
      report(root.get(), runs.run(root.get(), thorough).run());
      rescan.watch(root.get(), store.sources(key).values(), before);
    } finally {
      if (roots.find(key).isEmpty()) {
        // It was removed meanwhile, and what was stored since is nobody's.
        remove(
            key,
            key.startsWith(REGISTERED) ? MassDeletion.UNGUARDED : runs.limits().massDeletion());
      }
    }
  }

  private void report(Root root, RootRun.Outcome outcome) {
    if (outcome.created() + outcome.updated() + outcome.removed() > 0) {
      LOG.info(
          "{}: {} files, {} entities added, {} updated, {} removed, {} refused",
          root.ref(),
          outcome.files(),
          outcome.created(),
          outcome.updated(),
          outcome.removed(),
          outcome.refused());
    }
    outcome.held().ifPresent(alert);
    outcome.takeoverRoots().forEach(other -> queue.request(other, false));
  }

  /**
   * Makes the connection of a provider.
   *
   * @param rules what its entities are judged by, asked for at each change
   * @param refresh has what was read with some keys read again
   */
  ProviderConnection connection(
      String name, Supplier<CatalogRules> rules, Consumer<Set<String>> refresh) {
    return new ProviderConnection(
        () -> runs.run(ProviderConnection.root(name, rules.get()), false),
        outcome -> {
          Root root = ProviderConnection.root(name, rules.get());
          report(root, outcome);
          rescan.watch(root, store.sources(root.key()).values(), WatchedFiles.none());
        },
        refresh);
  }

  /** Reads the root of a provider that went no more from time to time. */
  void providerGone(String name) {
    rescan.forget(ProviderConnection.rootKey(name));
  }

  List<RootStatus> status() {
    return queue.status(roots.refs());
  }
}
