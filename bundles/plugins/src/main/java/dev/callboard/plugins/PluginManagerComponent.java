package dev.callboard.plugins;

import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.events.EventService;
import dev.callboard.platform.http.RouteRegistry;
import dev.callboard.platform.lifecycle.ReadinessGate;
import dev.callboard.plugins.lifecycle.Folders;
import dev.callboard.plugins.lifecycle.PluginManager;
import dev.callboard.plugins.lifecycle.Services;
import dev.callboard.plugins.log.PluginLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * Runs the plugin manager. It needs the configuration only; what else it uses may come later. While
 * the plugins that are installed come up, the server is not ready.
 */
@Component(
    service = {PluginManagerComponent.class, ConfigListener.class, ReadinessGate.class},
    immediate = true)
public final class PluginManagerComponent implements ConfigListener, ReadinessGate {
  private final TrackedService<RouteRegistry> routes;
  private final TrackedService<AuditService> audit;
  private final TrackedService<EventService> events;
  private final TrackedService<ServiceComponentRuntime> components;
  private final PluginManager manager;

  /**
   * Opens the manager.
   *
   * @throws IOException when its files cannot be used
   */
  @Activate
  public PluginManagerComponent(
      BundleContext context, @Reference ConfigService config, @Reference PluginLogs logs)
      throws IOException {
    routes = new TrackedService<>(context, RouteRegistry.class);
    audit = new TrackedService<>(context, AuditService.class);
    events = new TrackedService<>(context, EventService.class);
    components = new TrackedService<>(context, ServiceComponentRuntime.class);
    Services services = new Services(config, routes, audit, events, components);
    String data = context.getProperty("callboard.data");
    if (data == null) {
      throw new IOException("the framework property callboard.data is not set");
    }
    Optional<Path> folder =
        Optional.ofNullable(context.getProperty("callboard.plugins"))
            .filter(text -> !text.isBlank())
            .map(Path::of);
    Optional<Path> shipped =
        Optional.ofNullable(context.getProperty("callboard.home"))
            .map(home -> Path.of(home, "shipped-plugins"));
    Folders folders = new Folders(Path.of(data), folder, shipped);
    manager = PluginManager.open(context, folders, services, Clock.systemUTC());
    manager.listen(logs::changed);
  }

  /** Ends the manager; the plugins go on. */
  @Deactivate
  public void stop() {
    manager.close();
    List.of(routes, audit, events, components).forEach(TrackedService::close);
  }

  /** Returns the manager. */
  public PluginManager manager() {
    return manager;
  }

  @Override
  public void configChanged(Config previous, Config current) {
    manager.configChanged(previous, current);
  }

  @Override
  public Optional<String> notReady() {
    return manager.isRestored() ? Optional.empty() : Optional.of("plugins are being started");
  }
}
