package dev.callboard.catalog.ingest;

import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.nodes.RootLeases;
import dev.callboard.catalog.store.ApiKeys;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.HeldDeletions;
import dev.callboard.catalog.store.MassDeletion;
import dev.callboard.catalog.store.PendingDeletion;
import dev.callboard.catalog.store.SourceRow;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
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
  /** When to look again whether another node has read a root. */
  private static final Duration BUSY = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(RootReader.class);

  private static final String REGISTERED = "registered:";

  private final CatalogStore store;
  private final RootSet roots;
  private final RunFactory runs;
  private final Providers providers;
  private final Runnable written;
  private final Consumer<PendingDeletion> alert;
  private final FetchErrors fetchErrors;
  private final RootQueue queue;
  private final RootLeases leases;
  private final Rescan rescan;

  /**
   * Creates a reader of no roots.
   *
   * @param providers whose entities are processed again
   * @param written processes anew what was written through the API
   * @param alert is told of deletions that were held
   * @param fetchErrors is told what was stored of a root before and after it was read
   */
  RootReader(
      CatalogStore store,
      RootLeases leases,
      RootSet roots,
      RunFactory runs,
      Providers providers,
      Runnable written,
      TaskExecutor tasks,
      Supplier<Config> config,
      Consumer<PendingDeletion> alert,
      FetchErrors fetchErrors) {
    this.store = store;
    this.leases = leases;
    this.roots = roots;
    this.runs = runs;
    this.providers = providers;
    this.written = written;
    this.alert = alert;
    this.fetchErrors = fetchErrors;
    int parallel = config.get().number("catalog.ingestion.parallel").orElse(4L).intValue();
    queue = new RootQueue(tasks, Math.max(1, parallel), this::host, this::read);
    rescan = new Rescan(tasks, queue, config, leases::isFresh);
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
    RootSet.Difference difference = take(configuration);
    request(difference.changed(), false);
    queue.request(ApiKeys.ROOT, false);
    request(providers.keys(), false);
  }

  /** A root that this node never had may be in the configuration of another one. */
  private RootSet.Difference take(Config configuration) {
    Set<String> known = roots.refs().keySet();
    RootSet.Difference difference = roots.update(configuration);
    Set<String> gone = new HashSet<>(difference.removed());
    boolean alone = leases.isAlone();
    gone.removeIf(key -> !alone && !known.contains(key) && !key.startsWith(REGISTERED));
    Set<String> guarded = new HashSet<>(gone);
    // What is left of a location that was unregistered, somebody asked for.
    guarded.removeIf(key -> key.startsWith(REGISTERED));
    MassDeletion limit = new HeldDeletions(store).together(guarded, runs.limits().massDeletion());
    gone.forEach(key -> remove(key, guarded.contains(key) ? limit : MassDeletion.UNGUARDED));
    return difference;
  }

  void request(Collection<String> keys, boolean thorough) {
    keys.forEach(key -> queue.request(key, thorough));
  }

  /** Has read what a push may have changed; nothing for a repository that is on no known host. */
  void pushed(Push push) {
    runs.place(push.url())
        .or(() -> runs.place(push.url() + ".git"))
        .map(place -> SourceChange.of(place, push))
        .ifPresent(change -> request(push.url(), change));
  }

  private void request(String url, SourceChange change) {
    Set<String> keys = new HashSet<>();
    for (String base : List.of(url, url + ".git")) {
      keys.addAll(store.rootsBelow(base));
      keys.addAll(roots.below(base));
    }
    keys.forEach(key -> queue.request(key, change));
  }

  /** Takes up which locations other nodes have registered, which are read there. */
  synchronized void followRegistrations(Config configuration) {
    Set<String> known = roots.refs().keySet();
    RootSet.Difference difference = take(configuration);
    for (String key : difference.changed()) {
      if (!known.contains(key)) {
        roots.find(key).ifPresent(rescan::expect);
      }
    }
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

  private void read(String key, RootQueue.Asked asked) {
    if (key.equals(ApiKeys.ROOT)) {
      written.run();
      return;
    }
    Optional<ProviderConnection> provider = providers.find(key);
    if (provider.isPresent()) {
      provider.get().again(asked);
      return;
    }
    Optional<Root> root = roots.find(key);
    if (root.isEmpty()) {
      return;
    }
    if (!leases.claim(key)) {
      queue.requestLater(key, asked.asOf() != null, BUSY);
      return;
    }
    try {
      read(root.get(), asked);
    } finally {
      leases.release(key);
    }
  }

  private void read(Root root, RootQueue.Asked asked) {
    String key = root.key();
    try {
      Collection<SourceRow> before = store.sources(key).values();
      WatchedFiles watched = WatchedFiles.of(root, before);
      report(root, runs.run(root, asked).run());
      Collection<SourceRow> after = store.sources(key).values();
      rescan.watch(root, after, watched);
      fetchErrors.compare(root, before, after);
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
        asked -> runs.run(ProviderConnection.root(name, rules.get()), asked),
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
