package dev.callboard.plugins.testing;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.Route;
import dev.callboard.platform.http.RouteRegistry;
import dev.callboard.plugins.lifecycle.Folders;
import dev.callboard.plugins.lifecycle.ManagerPrincipal;
import dev.callboard.plugins.lifecycle.PluginAccess;
import dev.callboard.plugins.lifecycle.PluginManager;
import dev.callboard.plugins.lifecycle.Services;
import dev.callboard.testing.MapConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** A framework with a plugin manager in it, and fakes for the services that it uses. */
public final class Server implements AutoCloseable {
  /** How long a test waits for something that should happen soon. */
  public static final Duration SOON = Duration.ofSeconds(15);

  private static final String PACKAGES =
      "dev.callboard.platform.audit;version=1.0.0,dev.callboard.platform.http;version=1.0.0,"
          + "dev.callboard.platform.identity;version=1.0.0,"
          + "dev.callboard.platform.permission;version=1.0.0,"
          + "jakarta.ws.rs.core;version=3.1.0,org.apache.felix.hc.api;version=2.0.4,"
          + "org.osgi.service.component.runtime;version=1.5.0";

  private final Framework framework;
  private final PluginManager manager;
  private final Path root;
  private final FakeAudit audit;
  private volatile MapConfig active;

  /** Where the server keeps its files and how it is configured. */
  public record Setup(Path root, Map<String, Object> plugins, boolean audited) {
    /** Returns a setup with these settings below {@code plugins}. */
    public static Setup of(Path root, Map<String, Object> plugins) {
      return new Setup(root, plugins, true);
    }
  }

  private Server(Setup setup, FakeRoutes routes, FakeAudit audit)
      throws IOException, BundleException {
    this.root = setup.root();
    this.audit = audit;
    Files.createDirectories(root.resolve("data"));
    Files.createDirectories(drop());
    Map<String, String> properties = new HashMap<>();
    properties.put("org.osgi.framework.storage", root.resolve("cache").toString());
    properties.put("org.osgi.framework.system.packages.extra", PACKAGES);
    properties.put("felix.log.level", "0");
    framework = new FrameworkFactory().newFramework(properties);
    framework.start();
    audit.available = setup.audited();
    Map<String, Object> config = Map.of("plugins", setup.plugins());
    active = new MapConfig(config);
    Services services =
        new Services(
            () -> active,
            () -> Optional.of(routes),
            () -> Optional.of(audit),
            Optional::empty,
            Optional::empty);
    manager =
        PluginManager.open(
            framework.getBundleContext(),
            new Folders(
                root.resolve("data"), Optional.of(drop()), Optional.of(root.resolve("shipped"))),
            services,
            Clock.systemUTC());
  }

  /** Starts a server with quick deadlines. */
  public static Server start(Path root) throws IOException, BundleException {
    return start(root, Map.of());
  }

  /** Starts a server with these settings below {@code plugins}. */
  public static Server start(Path root, Map<String, Object> plugins)
      throws IOException, BundleException {
    return start(Setup.of(root, plugins), new FakeRoutes(), new FakeAudit());
  }

  /** Starts a server. */
  public static Server start(Setup setup, FakeRoutes routes, FakeAudit audit)
      throws IOException, BundleException {
    Map<String, Object> plugins = new HashMap<>(setup.plugins());
    plugins.putIfAbsent(
        "deadlines", Map.of("start", "PT2S", "stop", "PT2S", "drain", "PT2S", "health", "PT0.5S"));
    plugins.putIfAbsent("dropFolder", Map.of("rescan", "PT0.1S"));
    return new Server(new Setup(setup.root(), plugins, setup.audited()), routes, audit);
  }

  /** Makes these settings below {@code plugins} the active ones. */
  public void configure(Map<String, Object> plugins) {
    configureAll(Map.of("plugins", plugins));
  }

  /** Makes these settings the active ones. */
  public void configureAll(Map<String, Object> config) {
    MapConfig before = active;
    active = new MapConfig(config);
    manager.configChanged(before, active);
  }

  /** Returns the drop folder. */
  public Path drop() {
    return root.resolve("drop");
  }

  /** Returns the data directory. */
  public Path data() {
    return root.resolve("data");
  }

  /** Returns the manager. */
  public PluginManager manager() {
    return manager;
  }

  /** Returns what REST would use. */
  public PluginAccess access() {
    return manager.access();
  }

  /** Returns the audit log. */
  public FakeAudit audit() {
    return audit;
  }

  /** Returns the context of the system bundle. */
  public BundleContext context() {
    return framework.getBundleContext();
  }

  /** Uploads a jar. */
  public Map<String, Object> upload(byte[] jar) {
    return upload(jar, Optional.empty());
  }

  /** Uploads a jar with a signature. */
  public Map<String, Object> upload(byte[] jar, Optional<byte[]> signature) {
    return access()
        .deploy(
            new ByteArrayInputStream(jar),
            signature,
            false,
            Optional.empty(),
            new ManagerPrincipal());
  }

  /** Returns the view of a plugin, or an empty map when there is none. */
  public Map<String, Object> plugin(String id) {
    try {
      return access().get(id);
    } catch (PortalException e) {
      return Map.of();
    }
  }

  /** Returns the state of a plugin, or {@code absent}. */
  public String state(String id) {
    return String.valueOf(plugin(id).getOrDefault("state", "absent"));
  }

  /** Waits until a plugin has a state. */
  public Map<String, Object> await(String id, String state) throws InterruptedException {
    return Await.until(
        id + " to be " + state,
        SOON,
        () -> plugin(id),
        p -> state.equals(String.valueOf(p.getOrDefault("state", "absent"))));
  }

  /** Waits until a file was turned away. */
  public Map<String, Object> awaitRejected(String name) throws InterruptedException {
    return Await.until(name + " to be rejected", SOON, () -> rejected(name), Optional::isPresent)
        .get();
  }

  /** Returns what is said of a file that was turned away. */
  public Optional<Map<String, Object>> rejected(String name) {
    for (Object file : (List<?>) access().list().get("rejected")) {
      @SuppressWarnings("unchecked")
      Map<String, Object> map = (Map<String, Object>) file;
      if (map.get("file").equals(name) && map.get("state").equals("FAILED")) {
        return Optional.of(map);
      }
    }
    return Optional.empty();
  }

  /** Installs a bundle as the launcher does. */
  public Bundle installCore(Path jar) throws BundleException {
    return context().installBundle("reference:" + jar.toUri());
  }

  @Override
  public void close() {
    manager.close();
    try {
      framework.stop();
      framework.waitForStop(5_000);
    } catch (BundleException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An audit log in memory. */
  public static final class FakeAudit implements AuditService {
    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    private volatile boolean available = true;

    /** Makes it fail or work. */
    public void available(boolean value) {
      available = value;
    }

    @Override
    public void record(Connection transaction, AuditEvent event) {
      record(event);
    }

    @Override
    public void record(AuditEvent event) {
      if (!available) {
        throw PortalException.unavailable("the audit log is full");
      }
      events.add(event);
    }

    /** Returns the events of a kind. */
    public List<AuditEvent> of(String eventId) {
      return events.stream().filter(event -> event.eventId().equals(eventId)).toList();
    }

    /** Waits for an event of a kind. */
    public AuditEvent await(String eventId) throws InterruptedException {
      return Await.until(eventId, SOON, () -> of(eventId), list -> !list.isEmpty()).get(0);
    }
  }

  /** A gateway that serves every bundle at once, and remembers what it was told. */
  public static class FakeRoutes implements RouteRegistry {
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** Returns what was asked of it. */
    public List<String> calls() {
      return List.copyOf(calls);
    }

    @Override
    public List<Route> routes(Bundle bundle) {
      return List.of();
    }

    @Override
    public boolean awaitActive(Bundle bundle, Duration timeout) throws InterruptedException {
      return true;
    }

    @Override
    public int drain(Bundle bundle, Duration deadline) {
      calls.add("drain " + bundle.getVersion());
      return 0;
    }

    @Override
    public void restore(Bundle bundle) {
      calls.add("restore " + bundle.getVersion());
    }

    @Override
    public void removed(String pluginId) {
      calls.add("removed " + pluginId);
    }

    @Override
    public String breaker(String pluginId) {
      return "closed";
    }
  }
}
