package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.plugin.PluginState;
import dev.callboard.plugins.store.PluginStore;
import dev.callboard.plugins.store.Quarantine;
import dev.callboard.plugins.store.SafeFiles;
import dev.callboard.plugins.store.ShippedJars;
import dev.callboard.plugins.store.StateJournal;
import dev.callboard.plugins.watch.DropFolder;
import dev.callboard.plugins.watch.DropFolderWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugin manager. It starts with {@link #open}, which returns at once: plugins come up in the
 * background. After {@link #close} the plugins go on; only the manager ends. Thread-safe.
 */
public final class PluginManager implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginManager.class);
  private static final Duration GIVE_UP = Duration.ofSeconds(10);
  private static final int QUARANTINE = 100;
  private static final int WORKERS = 8;

  private final SerialQueues queues;
  private final Announcer announcer;
  private final Intake intake;
  private final Operations operations;
  private final Parts parts;
  private final PluginAccess access;
  private final Housekeeping housekeeping;
  private final ServiceRegistration<?> hooks;
  private final Optional<Path> dropFolder;
  private Optional<DropFolderWatcher> watcher = Optional.empty();
  private volatile boolean restored;

  private PluginManager(BundleContext context, Folders folders, Services services, Clock clock)
      throws IOException {
    SettingsSource settings = new SettingsSource(services.config());
    PluginThreads threads = new PluginThreads();
    Auditor auditor = new Auditor(services.audit());
    announcer = new Announcer(services.events());
    ComponentDiagnosis components = new ComponentDiagnosis(services.components());
    LeakDetector leaks = new LeakDetector(() -> settings.current().leakCheck(), auditor);
    ProtectedServices guarded =
        new ProtectedServices(context, () -> settings.current().policyPlugin());
    Readiness readiness = new Readiness(context, threads, components, services.routes(), guarded);
    ShippedJars shipped = folders.shipped().map(ShippedJars::read).orElseGet(ShippedJars::none);
    PluginStore store = PluginStore.open(folders.data().resolve("plugins"), shipped);
    StateJournal journal = StateJournal.open(store.directory().resolve("installed.json"));
    parts =
        new Parts(
            settings,
            shipped,
            store,
            new Quarantine(folders.data().resolve("quarantine"), QUARANTINE),
            journal,
            new BundleOperations(context, threads),
            new CandidateCheck(context, settings, shipped, journal, clock),
            readiness,
            leaks,
            new Registry(auditor, announcer),
            auditor,
            services.routes());
    queues = new SerialQueues(WORKERS, threads.named("callboard-plugins"));
    List<Runnable> onChange = new ArrayList<>();
    Restore restore = new Restore(parts, context);
    operations = new Operations(parts, queues, restore, () -> onChange.forEach(Runnable::run));
    intake = new Intake(parts, queues, operations);
    onChange.add(intake::retryConflicts);
    dropFolder = folders.drop();
    access =
        new PluginAccess(
            parts,
            operations,
            new PluginView(services.routes(), components, leaks),
            new DryRun(parts, context),
            context,
            dropFolder);
    hooks = register(context, new ServiceGuard(guarded, auditor));
    housekeeping = new Housekeeping(parts, operations, intake, new QuotaWatch(threads), threads);
    new Settlement(shipped).run(parts);
    restore.run();
  }

  private static ServiceRegistration<?> register(BundleContext context, ServiceGuard guard) {
    Dictionary<String, Object> first = new Hashtable<>();
    first.put(Constants.SERVICE_RANKING, Integer.MAX_VALUE);
    String[] types = {
      EventListenerHook.class.getName(), FindHook.class.getName(), CollisionHook.class.getName()
    };
    return context.registerService(types, guard, first);
  }

  /**
   * Opens the manager: installs what the journal says, and starts it in the background.
   *
   * @param context of the manager's bundle
   * @param folders where its files are
   * @param services what the manager uses
   * @param clock for the expiry of keys and the age of files
   * @throws IOException when the store or the journal cannot be used
   */
  public static PluginManager open(
      BundleContext context, Folders folders, Services services, Clock clock) throws IOException {
    PluginManager manager = new PluginManager(context, folders, services, clock);
    manager.start(clock);
    return manager;
  }

  private void start(Clock clock) throws IOException {
    List<CompletableFuture<PluginStatus>> starting = new ArrayList<>();
    for (PluginStatus status : parts.registry().all()) {
      starting.add(operations.bringUp(status.installed().id()));
    }
    CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new))
        .whenComplete((done, failure) -> restored = true);
    if (dropFolder.isPresent()) {
      watcher = Optional.of(watch(dropFolder.get(), clock));
    }
    housekeeping.start();
  }

  private DropFolderWatcher watch(Path directory, Clock clock) throws IOException {
    if (directory.toAbsolutePath().startsWith(parts.store().directory().toAbsolutePath())) {
      throw new IOException(
          "the drop folder "
              + directory
              + " is within the store of the plugin manager; choose"
              + " another with --plugins");
    }
    if (!Files.isDirectory(directory)) {
      SafeFiles.createPrivateDirectory(directory);
    }
    DropFolder folder = new DropFolder(directory, intake, GIVE_UP, clock);
    parts
        .journal()
        .current()
        .plugins()
        .forEach(plugin -> plugin.source().ifPresent(folder::expect));
    operations.sources().exists(name -> Files.exists(directory.resolve(name)));
    housekeeping.folder(folder);
    return new DropFolderWatcher(
        directory,
        folder,
        parts.settings().current().rescan(),
        new PluginThreads().named("callboard-plugins-drop-folder"));
  }

  /** Returns whether every plugin that was installed has been started, or has failed to. */
  public boolean isRestored() {
    return restored;
  }

  /** Returns what REST and the command line do with plugins. */
  public PluginAccess access() {
    return access;
  }

  /** Judges all signatures anew, and records whose section has changed. */
  public void configChanged(Config previous, Config current) {
    for (PluginStatus status : parts.registry().all()) {
      String id = status.installed().id();
      if (!previous.value(id).equals(current.value(id))) {
        // The values may be secrets.
        parts
            .auditor()
            .tell(
                AuditEvent.event("plugin-config-change", new ManagerPrincipal())
                    .target("plugin", id)
                    .meta("version", status.installed().version())
                    .build());
      }
    }
    operations.verifyAgain();
    intake.retryConflicts();
  }

  /** Returns what an operator should know of, a sentence each; empty when all is well. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    parts.settings().problem().ifPresent(problems::add);
    problems.addAll(parts.shipped().problems());
    if (!intake.problem().isEmpty()) {
      problems.add(intake.problem());
    }
    for (PluginStatus status : parts.registry().all()) {
      String id = status.installed().id();
      if (status.state() == PluginState.FAILED) {
        problems.add("Plugin " + id + " failed: " + status.reason());
      }
      if (parts.leaks().leaking().contains(id)) {
        problems.add("An earlier version of plugin " + id + " is still in memory.");
      }
    }
    return problems;
  }

  /** Returns how many class loaders of versions that are gone are still in memory. */
  public int departed() {
    return parts.leaks().departed();
  }

  /** Adds a listener for changes; it is called on threads of the manager and must not block. */
  public void listen(Consumer<Map<String, Object>> listener) {
    announcer.listen(listener);
  }

  /** Removes a listener. */
  public void unlisten(Consumer<Map<String, Object>> listener) {
    announcer.unlisten(listener);
  }

  /** Returns the failure that a REST caller gets for what went wrong in a queue. */
  static PortalException portalException(Throwable failure) {
    if (failure instanceof PortalException e) {
      return e;
    }
    if (failure instanceof RefusedException e) {
      return new PortalException(e.code(), e.getMessage());
    }
    return new PortalException(
        ErrorCode.INTERNAL, "an operation on a plugin failed: " + failure, failure);
  }

  @Override
  public void close() {
    watcher.ifPresent(DropFolderWatcher::close);
    housekeeping.close();
    queues.close();
    parts.auditor().flush();
    try {
      hooks.unregister();
    } catch (IllegalStateException e) {
      LOG.debug("The framework has taken the hooks back already", e);
    }
  }
}
