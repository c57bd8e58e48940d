package dev.callboard.catalog.ingest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.index.CatalogIndex;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.FileFinder;
import dev.callboard.catalog.location.FileTree;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.query.EntityRefresher;
import dev.callboard.catalog.spi.EntityProcessor;
import dev.callboard.catalog.spi.EntityProvider;
import dev.callboard.catalog.spi.KindDefinition;
import dev.callboard.catalog.spi.PlaceholderResolver;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private static final Duration SETTLE = Duration.ofMillis(200);

  private final ConfigService config;
  private final CatalogIndex index;
  private final TaskExecutor tasks;
  private final CatalogStore store;
  private final RootQueue queue;
  private final RootSet roots;
  private final Rescan rescan;
  private final List<KindDefinition> kinds = new CopyOnWriteArrayList<>();
  private final List<EntityProcessor> processors = new CopyOnWriteArrayList<>();
  private final List<PlaceholderResolver> resolvers = new CopyOnWriteArrayList<>();
  private final Map<EntityProvider, ProviderConnection> providers = new ConcurrentHashMap<>();
  private volatile UrlReader urls;
  private volatile Processing processing;
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
      @Reference TaskExecutor tasks) {
    this.config = requireNonNull(config, "config is null");
    this.index = requireNonNull(index, "index is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
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
    rescan = new Rescan(tasks, queue, this::current);
    processing = ProcessingFactory.create(current, kinds, processors, resolvers);
    later("load the catalog", Duration.ZERO, this::start);
  }

  private Config current() {
    return config.current();
  }

  /** Loads what is stored, lets readers in, then looks at what may have changed meanwhile. */
  private void start() {
    try {
      if (!index.isReady()) {
        StoredEntities.load(store, index);
        index.ready();
      }
      started = true;
      providers.forEach((provider, connection) -> connect(provider, connection));
      update(config.current());
      rescan.start();
    } catch (PortalException e) {
      LOG.warn("The catalog cannot be loaded, trying again: {}", e.getMessage());
      later("load the catalog", RETRY, this::start);
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
    Optional<Root> root = roots.find(key);
    if (root.isEmpty()) {
      return;
    }
    RootRun.Outcome outcome = run(root.get(), thorough).run();
    rescan.watch(root.get(), store.sources(key).values());
    if (outcome.created() + outcome.updated() + outcome.removed() > 0) {
      LOG.info(
          "{}: {} files, {} entities added, {} updated, {} removed",
          root.get().ref(),
          outcome.files(),
          outcome.created(),
          outcome.updated(),
          outcome.removed());
    }
    outcome.takeoverRoots().stream()
        .filter(other -> !other.equals(key))
        .forEach(other -> queue.request(other, false));
  }

  private RootRun run(Root root, boolean thorough) {
    IngestLimits limits = IngestLimits.of(config.current());
    SourceReader web = new UrlSourceReader(() -> Optional.ofNullable(urls));
    SourceReader files =
        root.tree()
            .map(
                tree ->
                    new FileReader(
                        new FileTree(tree, limits.fileBytes()), new FileFinder(limits.files())))
            .orElse(null);
    return new RootRun(
        root,
        processing,
        limits,
        store,
        index,
        type ->
            switch (type) {
              case "url" -> web;
              case "file" -> files;
              default -> null;
            },
        thorough);
  }

  @Override
  public CatalogStore store() {
    return store;
  }

  @Override
  public void added(Location location) {
    Root root =
        Root.registered(
            location.id(), location.type(), location.target(), CatalogRules.of(config.current()));
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
    Root root = Root.registered("dry-run", type, target, CatalogRules.of(config.current()));
    return new DryRun(
            root,
            processing,
            IngestLimits.of(config.current()),
            new UrlSourceReader(() -> Optional.ofNullable(urls)))
        .entities();
  }

  @Override
  public List<String> check(Map<String, Object> document, String location) {
    return DocumentCheck.problems(processing, document, location);
  }

  @Override
  public void configChanged(Config previous, Config current) {
    if (previous.value("catalog").equals(current.value("catalog"))) {
      return;
    }
    // What cannot be used is refused here, before anything is changed.
    CatalogRules.of(current);
    process(current);
    if (started) {
      later("take up the catalog's configuration", Duration.ZERO, () -> update(config.current()));
    }
  }

  private void process(Config configuration) {
    processing = ProcessingFactory.create(configuration, kinds, processors, resolvers);
  }

  /**
   * Several parts of a plugin come at once, so it waits a moment before it reads everything anew.
   */
  private void processAnew() {
    later(
        "process the catalog anew",
        SETTLE,
        () -> {
          process(config.current());
          if (started) {
            roots.refs().keySet().forEach(key -> queue.request(key, false));
          }
        });
  }

  private void later(String name, Duration delay, Runnable work) {
    tasks.schedule(
        name,
        delay,
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.error("Could not {}", name, e);
          }
          return null;
        });
  }

  private void connect(EntityProvider provider, ProviderConnection connection) {
    later("connect a provider", Duration.ZERO, () -> provider.connect(connection));
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindUrls")
  void bindUrls(UrlReader reader) {
    urls = reader;
  }

  void unbindUrls(UrlReader reader) {
    if (urls == reader) {
      urls = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindKind")
  void bindKind(KindDefinition kind) {
    kinds.add(kind);
    processAnew();
  }

  void unbindKind(KindDefinition kind) {
    kinds.remove(kind);
    process(config.current());
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindProcessor")
  void bindProcessor(EntityProcessor processor) {
    processors.add(processor);
    processAnew();
  }

  void unbindProcessor(EntityProcessor processor) {
    processors.remove(processor);
    process(config.current());
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindResolver")
  void bindResolver(PlaceholderResolver resolver) {
    resolvers.add(resolver);
    processAnew();
  }

  void unbindResolver(PlaceholderResolver resolver) {
    resolvers.remove(resolver);
    process(config.current());
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindProvider")
  void bindProvider(EntityProvider provider) {
    String name = provider.name();
    ProviderConnection connection =
        ProviderConnection.of(
            () -> run(ProviderConnection.root(name, CatalogRules.of(config.current())), false),
            keys -> later("refresh by key", Duration.ZERO, () -> refresh(store.forget(keys))));
    providers.put(provider, connection);
    if (started) {
      connect(provider, connection);
    }
  }

  void unbindProvider(EntityProvider provider) {
    ProviderConnection connection = providers.remove(provider);
    if (connection != null) {
      connection.close();
    }
  }

  @Deactivate
  void stop() {
    started = false;
    rescan.stop();
    providers.values().forEach(ProviderConnection::close);
  }
}
