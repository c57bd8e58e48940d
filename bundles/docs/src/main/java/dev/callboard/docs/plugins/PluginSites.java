package dev.callboard.docs.plugins;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.spi.DeferredEntity;
import dev.callboard.catalog.spi.EntityProvider;
import dev.callboard.catalog.spi.EntityProviderConnection;
import dev.callboard.docs.site.SiteLimits;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.plugin.PluginDirectory;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows each plugin that brings pages in {@code docs/} as a component with documentation, for as
 * long as the plugin runs. The site is built like that of a local folder.
 */
@Component(service = EntityProvider.class)
public final class PluginSites implements EntityProvider {
  private static final Logger LOG = LoggerFactory.getLogger(PluginSites.class);

  /** By then the plugins of a start have come; their components should not go for a moment. */
  private static final Duration START = Duration.ofSeconds(3);

  /** An update stops a plugin and starts it again. */
  private static final Duration SOON = Duration.ofMillis(300);

  private static final Duration LATER = Duration.ofSeconds(30);

  private final ConfigService config;
  private final TaskExecutor tasks;
  private final PluginDirectory plugins;
  private final Path top;
  private final AtomicBoolean planned = new AtomicBoolean();
  private final BundleTracker<Bundle> bundles;
  private volatile EntityProviderConnection connection;

  /** Called by the framework. */
  @Activate
  public PluginSites(
      BundleContext context,
      @Reference ConfigService config,
      @Reference TaskExecutor tasks,
      @Reference PluginDirectory plugins) {
    this.config = requireNonNull(config, "config is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.plugins = requireNonNull(plugins, "plugins is null");
    this.top =
        Path.of(context.getProperty("callboard.data"), "techdocs", "plugins").toAbsolutePath();
    this.bundles = new Running(context);
    bundles.open();
  }

  @Deactivate
  void stop() {
    connection = null;
    bundles.close();
  }

  @Override
  public String name() {
    return "plugin-documentation";
  }

  @Override
  public void connect(EntityProviderConnection newConnection) {
    connection = newConnection;
    plan(START);
  }

  private void plan(Duration delay) {
    if (connection != null && planned.compareAndSet(false, true)) {
      tasks.schedule("look for documentation of plugins", delay, this::publish);
    }
  }

  private Void publish() {
    planned.set(false);
    EntityProviderConnection target = connection;
    if (target == null) {
      return null;
    }
    Map<String, DeferredEntity> found = new TreeMap<>();
    Set<Path> used = new HashSet<>();
    for (Bundle bundle : bundles.getTracked().values()) {
      Optional<String> id = plugins.idOf(bundle);
      if (id.isPresent()) {
        used.add(folder(id.get(), bundle));
        entity(id.get(), bundle).ifPresent(entity -> found.put(id.get(), entity));
      }
    }
    try {
      target.replaceAll(found.values());
      PluginFolder.keepOnly(used, top);
    } catch (IOException | PortalException e) {
      LOG.warn("The documentation of plugins is not up to date yet: {}", e.toString());
      plan(LATER);
    }
    return null;
  }

  private Path folder(String id, Bundle bundle) {
    return top.resolve(id).resolve(PluginFolder.name(bundle));
  }

  private Optional<DeferredEntity> entity(String id, Bundle bundle) {
    Config now = config.current();
    Path folder = folder(id, bundle);
    try {
      PluginFolder.unpack(bundle, folder, SiteLimits.from(now));
      String owner = now.string("techdocs.plugins.owner").orElse("unknown");
      return Optional.of(PluginEntity.of(id, bundle, folder, owner));
    } catch (IOException | PortalException e) {
      LOG.warn("The documentation of the plugin {} was not read: {}", id, e.getMessage());
      return Optional.empty();
    }
  }

  /** The plugins that run and bring pages. */
  private final class Running extends BundleTracker<Bundle> {
    Running(BundleContext context) {
      super(context, Bundle.ACTIVE, null);
    }

    @Override
    public Bundle addingBundle(Bundle bundle, BundleEvent event) {
      boolean brings =
          !plugins.isCore(bundle) && plugins.idOf(bundle).isPresent() && PluginFolder.isIn(bundle);
      if (!brings) {
        return null;
      }
      plan(SOON);
      return bundle;
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, Bundle same) {
      plan(SOON);
    }
  }
}
