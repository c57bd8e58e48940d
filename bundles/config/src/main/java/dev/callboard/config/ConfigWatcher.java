package dev.callboard.config;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files twice a second and tells the listeners. It polls, because watch services miss
 * turned symbolic links and network file systems, and a handful of file stamps costs microseconds.
 */
@Component(immediate = true, service = ConfigWatcher.class)
public final class ConfigWatcher {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigWatcher.class);
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final Map<ConfigListener, List<String>> listeners = new ConcurrentHashMap<>();
  private final Reloader reloader;
  private final TaskExecutor tasks;
  private final ReloadAudit audit;
  private final Config started;
  private volatile List<String> restart = List.of();
  private volatile Future<?> next;
  private volatile boolean stopped;

  /** Called by Declarative Services. */
  @Activate
  public ConfigWatcher(
      @Reference DefaultConfigService service,
      @Reference TaskExecutor tasks,
      @Reference ReloadAudit audit) {
    this.reloader = service.reloader();
    this.started = service.current();
    this.tasks = tasks;
    this.audit = audit;
    schedule();
  }

  @Deactivate
  void stop() {
    stopped = true;
    next.cancel(true);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindListener(ConfigListener listener, Map<String, Object> properties) {
    listeners.put(listener, RestartKeys.paths(properties));
  }

  void unbindListener(ConfigListener listener) {
    listeners.remove(listener);
  }

  /** The keys that are read only at the start. */
  Set<String> restartPaths() {
    return listeners.values().stream().flatMap(List::stream).collect(Collectors.toSet());
  }

  /** The changed keys that need a restart. */
  List<String> needRestart() {
    return restart;
  }

  void poll() {
    Config before = reloader.current().config();
    switch (reloader.poll()) {
      case RELOADED -> reloaded(before, reloader.current().config());
      case SAME -> LOG.info("The configuration files changed, the values did not");
      case FAILED -> failed();
      default -> LOG.trace("Nothing to take up");
    }
  }

  private void reloaded(Config before, Config now) {
    restart = RestartKeys.changed(started, now, restartPaths());
    LOG.info(
        "The configuration was reloaded{}",
        restart.isEmpty() ? "" : "; a restart is needed for " + String.join(", ", restart));
    audit.record(List.of());
    for (ConfigListener listener : listeners.keySet()) {
      try {
        listener.configChanged(before, now);
      } catch (RuntimeException | LinkageError e) {
        LOG.warn(
            "A listener failed at the new configuration: {}", listener.getClass().getName(), e);
      }
    }
  }

  private void failed() {
    List<ConfigProblem> problems = reloader.problems();
    LOG.warn(
        "The changed configuration cannot be used, the old one stays active: {}",
        String.join("; ", problems.stream().map(ConfigProblem::toString).toList()));
    audit.record(problems);
  }

  private void schedule() {
    if (!stopped) {
      next = tasks.schedule("watch configuration files", INTERVAL, this::pollAndSchedule);
    }
  }

  private Void pollAndSchedule() {
    try {
      poll();
    } catch (RuntimeException e) {
      LOG.error("Watching the configuration files failed; trying again", e);
    } finally {
      schedule();
    }
    return null;
  }
}
