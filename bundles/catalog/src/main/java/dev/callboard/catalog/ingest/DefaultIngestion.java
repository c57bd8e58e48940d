package dev.callboard.catalog.ingest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.EntityRefresh;
import dev.callboard.catalog.changes.ChangeSignal;
import dev.callboard.catalog.index.CatalogIndex;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.nodes.Nodes;
import dev.callboard.catalog.query.EntityRefresher;
import dev.callboard.catalog.spi.EntityProvider;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.Changes;
import dev.callboard.catalog.store.Location;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.events.EventService;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Reads what the configuration, the command line, registrations and providers name, and keeps the
 * store and the index up to date. Everything that blocks runs on threads of the {@link
 * TaskExecutor}.
 */
@Component(
    immediate = true,
    service = {
      Ingestion.class,
      EntityProcessing.class,
      EntityRefresh.class,
      EntityRefresher.class,
      ConfigListener.class
    })
public final class DefaultIngestion
    implements Ingestion, EntityProcessing, EntityRefresh, EntityRefresher, ConfigListener {
  private static final Duration PLUGINS_START = Duration.ofMinutes(1);

  private final ConfigService config;
  private final TaskExecutor tasks;
  private final Background background;
  private final CatalogStore store;
  private final Nodes nodes;
  private final RootSet roots;
  private final RootReader reader;
  private final CatalogStart start;
  private final Extensions extensions;
  private final RunFactory runs;
  private final Providers providers;
  private volatile CatalogRules rules;
  private volatile Config used;

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
      @Reference EventService events,
      @Reference ChangeSignal signal,
      @Reference Extensions extensions) {
    this.config = requireNonNull(config, "config is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.background = new Background(tasks);
    this.extensions = requireNonNull(extensions, "extensions is null");
    Config current = config.current();
    used = current;
    boolean keep = current.string("catalog.orphanStrategy").filter("keep"::equals).isPresent();
    int patch =
        current
            .bytes("catalog.audit.patchSize")
            .map(Math::toIntExact)
            .orElse(CatalogStore.PATCH_SIZE);
    store = new CatalogStore(database, audit, identity.system("ingestion"), !keep, patch);
    nodes = new Nodes(store, index, tasks, signal, database.dialect(), current);
    roots =
        new RootSet(
            store,
            context.getProperty("callboard.catalog"),
            Path.of(Objects.requireNonNullElse(context.getProperty("callboard.home"), "")));
    rules = CatalogRules.of(current);
    int known = extensions.changes();
    runs =
        new RunFactory(
            store,
            extensions.processing(current, tasks),
            IngestLimits.of(current),
            StoreAhead.helper(tasks));
    store.overlays(new PipelineOverlay(runs::processing));
    providers =
        new Providers(
            this::connection, work -> background.later("connect a provider", Duration.ZERO, work));
    reader =
        new RootReader(
            store,
            nodes.leases(),
            roots,
            runs,
            providers,
            this::written,
            tasks,
            config::current,
            new MassDeletionAlert(requireNonNull(events, "events is null")),
            new FetchErrors(audit, identity.system("ingestion")));
    start = new CatalogStart(nodes.follower(), index, background, this::opened);
    ProcessingChanges changes =
        new ProcessingChanges(background, () -> process(used), this::processAnew);
    extensions.tell(changes);
    if (extensions.changes() != known) {
      // A plugin that started at the same time came before anybody was told.
      changes.came();
    }
    start.begin();
  }

  /** What is stored is served: from here on it is kept up to date. */
  private void opened() {
    Set<String> left = nodes.leases().renew();
    providers.open();
    reader.update(config.current());
    reader.request(left, true);
    reader.start();
    nodes.start(
        () -> reader.followRegistrations(config.current()), keys -> reader.request(keys, true));
    background.later("notice kinds that are gone", PLUGINS_START, this::noticeGoneKinds);
    background.later(
        "remove what providers gave that are gone",
        GoneProviders.wait(config.current()),
        this::removeGoneProviders);
  }

  /** Plugins have had the time to come: a kind that is not there by now is gone. */
  void noticeGoneKinds() {
    runs.strict();
    readAll();
  }

  /** Providers that have not come by now are gone. */
  void removeGoneProviders() {
    new GoneProviders(store, providers, reader).remove(config.current());
  }

  @Override
  public CatalogStore store() {
    return store;
  }

  @Override
  public WrittenEntity process(String ref, Map<String, Object> document) {
    return runs.api(rules).process(ref, document);
  }

  @Override
  public void publish(Changes changes) {
    changes.takeovers().forEach(source -> reader.request(Set.of(source.rootKey()), true));
  }

  private void written() {
    new WrittenRun(store, runs.api(rules), this::publish).run();
  }

  @Override
  public void added(Location location) {
    reader.add(Root.registered(location.id(), location.type(), location.target(), rules));
  }

  @Override
  public void removed(Location location) {
    reader.drop(rootKey(location));
  }

  @Override
  public void refresh(Collection<String> rootKeys) {
    reader.request(rootKeys, true);
  }

  @Override
  public void pushed(Push push) {
    reader.pushed(push);
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
    return reader.status();
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
    GoneProviders.wait(current);
    GoneProviders.delete(current);
    roots.check(current);
    process(current);
    rules = nextRules;
    runs.use(nextLimits);
    if (start.isDone()) {
      background.later(
          "take up the catalog's configuration",
          Duration.ZERO,
          () -> reader.update(config.current()));
    }
  }

  /** What is read meanwhile goes on with what it began with. */
  private synchronized void process(Config configuration) {
    runs.use(extensions.processing(configuration, tasks));
    used = configuration;
  }

  private void processAnew() {
    process(used);
    readAll();
  }

  private void readAll() {
    if (start.isDone()) {
      reader.requestAll();
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      updated = "bindUrls",
      unbind = "unbindUrls")
  void bindUrls(UrlReader reader) {
    runs.urls(reader);
    // Locations that could not be read for want of it, or of a type of hosts that it has now.
    background.later("read the catalog", ProcessingChanges.SETTLE, this::readAll);
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
    reader.providerGone(provider.name());
    providers.remove(provider);
  }

  private ProviderConnection connection(String name) {
    return reader.connection(name, () -> rules, this::byKeys);
  }

  @Override
  public void byKeys(Set<String> keys) {
    background.later("refresh by key", Duration.ZERO, () -> refresh(store.forget(keys)));
  }

  @Deactivate
  void stop() {
    nodes.stop();
    background.stop();
    extensions.tellNobody();
    reader.stop();
    providers.close();
  }
}
