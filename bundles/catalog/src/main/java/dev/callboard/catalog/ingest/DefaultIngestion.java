package dev.callboard.catalog.ingest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.index.CatalogIndex;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.query.EntityRefresher;
import dev.callboard.catalog.spi.EntityProvider;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.Location;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the configuration, the command line, registrations and providers name, and keeps the
 * store and the index up to date. Everything that blocks runs on threads of the {@link
 * TaskExecutor}.
 */
@Component(
    immediate = true,
    service = {Ingestion.class, EntityRefresher.class, ConfigListener.class})
public final class DefaultIngestion implements Ingestion, EntityRefresher, ConfigListener {
  private static final Logger LOG = LoggerFactory.getLogger(DefaultIngestion.class);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
  private static final Duration SETTLE = Duration.ofMillis(200);

  private final ConfigService config;
  private final CatalogIndex index;
  private final Background background;
  private final CatalogStore store;
  private final RootQueue queue;
  private final RootSet roots;
  private final Rescan rescan;
  private final Extensions extensions;
  private final RunFactory runs;
  private final Providers providers;
  private final AtomicBoolean processSoon = new AtomicBoolean();
  private volatile CatalogRules rules;
  private volatile boolean started;

  /** Called by Declarative Services. */
  @Activate
  public DefaultIngestion(
      BundleContext context,
      @Reference ConfigService config,
      @Reference PluginDatabase database,
      @Reference AuditService audit,
      @Reference IdentityService identity,
      @Reference CatalogIndex index,
      @Reference TaskExecutor tasks,
      @Reference Extensions extensions) {
    this.config = requireNonNull(config, "config is null");
    this.index = requireNonNull(index, "index is null");
    this.background = new Background(requireNonNull(tasks, "tasks is null"));
    this.extensions = requireNonNull(extensions, "extensions is null");
    Config current = config.current();
    boolean keep = current.string("catalog.orphanStrategy").filter("keep"::equals).isPresent();
    store = new CatalogStore(database, audit, identity.system("ingestion"), !keep);
    int parallel = current.number("catalog.ingestion.parallel").orElse(4L).intValue();
    queue = new RootQueue(tasks, Math.max(1, parallel), this::read);
    roots =
        new RootSet(
            store,
            context.getProperty("callboard.catalog"),
            Path.of(Objects.requireNonNullElse(context.getProperty("callboard.home"), "")));
    rescan = new Rescan(tasks, queue, config::current);
    rules = CatalogRules.of(current);
    runs = new RunFactory(store, index, extensions.processing(current), IngestLimits.of(current));
    providers =
        new Providers(
            this::connection, work -> background.later("connect a provider", Duration.ZERO, work));
    extensions.tell(this::processAnew, () -> process(config.current()));
    background.later("load the catalog", Duration.ZERO, this::start);
  }

  /** Loads what is stored, lets readers in, then looks at what may have changed meanwhile. */
  private void start() {
    start(RETRY);
  }

  private void start(Duration pause) {
    try {
      if (!index.isReady()) {
        StoredEntities.load(store, index);
        index.ready();
      }
      started = true;
      providers.open();
      update(config.current());
      rescan.start();
    } catch (PortalException e) {
      LOG.warn("The catalog cannot be loaded, trying again: {}", e.getMessage());
      Duration longer = pause.multipliedBy(2);
      background.later(
          "load the catalog",
          pause,
          () -> start(longer.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : longer));
    }
  }

  /** Reads roots that are new or changed and removes what belongs to none. */
  private synchronized void update(Config configuration) {
    RootSet.Difference difference = roots.update(configuration);
    difference.removed().forEach(this::remove);
    difference.changed().forEach(key -> queue.request(key, false));
  }

  private void remove(String key) {
    queue.forget(key);
    rescan.forget(key);
    var changes = store.removeRoot(key);
    index.apply(changes.upserts(), changes.removed());
    changes.takeovers().forEach(source -> queue.request(source.rootKey(), false));
  }

  private void read(String key, boolean thorough) {
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
        remove(key);
      }
    }
  }

  private void report(Root root, RootRun.Outcome outcome) {
    if (outcome.created() + outcome.updated() + outcome.removed() > 0) {
      LOG.info(
          "{}: {} files, {} entities added, {} updated, {} removed",
          root.ref(),
          outcome.files(),
          outcome.created(),
          outcome.updated(),
          outcome.removed());
    }
    outcome.takeoverRoots().forEach(other -> queue.request(other, false));
  }

  @Override
  public CatalogStore store() {
    return store;
  }

  @Override
  public void added(Location location) {
    Root root = Root.registered(location.id(), location.type(), location.target(), rules);
    roots.add(root);
    queue.request(root.key(), true);
  }

  @Override
  public void removed(Location location) {
    String key = rootKey(location);
    roots.remove(key);
    remove(key);
  }

  @Override
  public void refresh(Collection<String> rootKeys) {
    rootKeys.forEach(key -> queue.request(key, true));
  }

  @Override
  public String rootKey(Location location) {
    return "registered:" + location.id();
  }

  @Override
  public void refresh(EntityRef ref) {
    Set<String> keys = store.rootsOf(ref.toString());
    if (keys.isEmpty()) {
      throw PortalException.notFound("Entity " + ref + " not found");
    }
    refresh(keys);
  }

  @Override
  public List<RootStatus> status() {
    return queue.status(roots.refs());
  }

  @Override
  public List<Map<String, Object>> dryRun(String type, String target) {
    return runs.dryRun(Root.registered("dry-run", type, target, rules)).entities();
  }

  @Override
  public List<String> check(Map<String, Object> document, String location) {
    return DocumentCheck.problems(runs.processing(), document, location);
  }

  @Override
  public void configChanged(Config previous, Config current) {
    if (previous.value("catalog").equals(current.value("catalog"))) {
      return;
    }
    // What cannot be used is refused here, before anything is changed.
    CatalogRules nextRules = CatalogRules.of(current);
    IngestLimits nextLimits = IngestLimits.of(current);
    Rescan.interval(current);
    roots.check(current);
    process(current);
    rules = nextRules;
    runs.use(nextLimits);
    if (started) {
      background.later(
          "take up the catalog's configuration", Duration.ZERO, () -> update(config.current()));
    }
  }

  /** What is read meanwhile goes on with what it began with. */
  private synchronized void process(Config configuration) {
    runs.use(extensions.processing(configuration));
  }

  /**
   * Several parts of a plugin come at once, so it waits a moment before it reads everything anew.
   */
  private void processAnew() {
    if (!processSoon.compareAndSet(false, true)) {
      return;
    }
    background.later(
        "process the catalog anew",
        SETTLE,
        () -> {
          processSoon.set(false);
          process(config.current());
          readAll();
        });
  }

  private void readAll() {
    if (started) {
      roots.refs().keySet().forEach(key -> queue.request(key, false));
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindUrls")
  void bindUrls(UrlReader reader) {
    runs.urls(reader);
    // Locations that could not be read for want of it.
    background.later("read the catalog", SETTLE, this::readAll);
  }

  void unbindUrls(UrlReader reader) {
    runs.urlsGone(reader);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindProvider")
  void bindProvider(EntityProvider provider) {
    providers.add(provider);
  }

  void unbindProvider(EntityProvider provider) {
    rescan.forget(ProviderConnection.rootKey(provider.name()));
    providers.remove(provider);
  }

  private ProviderConnection connection(String name) {
    return new ProviderConnection(
        () -> runs.run(ProviderConnection.root(name, rules), false),
        outcome -> {
          Root root = ProviderConnection.root(name, rules);
          report(root, outcome);
          rescan.watch(root, store.sources(root.key()).values(), WatchedFiles.none());
        },
        keys ->
            background.later("refresh by key", Duration.ZERO, () -> refresh(store.forget(keys))));
  }

  @Deactivate
  void stop() {
    background.stop();
    started = false;
    extensions.tellNobody();
    rescan.stop();
    queue.stop();
    providers.close();
  }
}
