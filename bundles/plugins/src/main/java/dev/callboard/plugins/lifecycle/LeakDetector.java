package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.audit.AuditEvent;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that nothing of a plugin stays when it goes. Right after the stop it ends stray
 * threads and takes back drivers, MBeans, hooks and log handlers; later it checks that the class
 * loader has become garbage, and names who keeps it if not. Thread-safe.
 */
final class LeakDetector {
  private static final Logger LOG = LoggerFactory.getLogger(LeakDetector.class);
  private static final int MAX_KEPT = 1_000;

  private final Supplier<Duration> patience;
  private final Auditor auditor;
  private final List<Departure> departures = new CopyOnWriteArrayList<>();
  private long lastHint = System.nanoTime();

  LeakDetector(Supplier<Duration> patience, Auditor auditor) {
    this.patience = patience;
    this.auditor = auditor;
  }

  /** Takes back what a stopped bundle has left. Call it between stop and uninstall. */
  List<Departure> clean(String id, Bundle bundle) throws InterruptedException {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    ClassLoader loader = wiring == null ? null : wiring.getClassLoader();
    if (loader == null) {
      return List.of();
    }
    Departure departure = new Departure(id, bundle.getVersion().toString(), loader);
    Predicate<ClassLoader> mine = departure::isOf;
    Set<String> packages = packages(bundle);
    departure.blame(StrayThreads.end(mine, packages));
    departure.blame(ManagedBeans.sweep(mine, packages));
    departure.blame(HiddenReferences.removeShutdownHooks(mine));
    departure.blame(LogHandlers.sweep(mine));
    departure.blame(drivers(bundle));
    if (!departure.culprits().isEmpty()) {
      LOG.warn(
          "Plugin {} {} left things behind: {}",
          id,
          departure.version(),
          String.join(". ", departure.culprits()));
    }
    return List.of(departure);
  }

  /** Watches the class loader of an uninstalled bundle until it is gone. */
  void watch(List<Departure> departed) {
    departures.addAll(departed);
    while (departures.size() > MAX_KEPT) {
      departures.remove(0);
    }
  }

  /** Takes a look; called from time to time, by one thread. */
  void check() {
    departures.removeIf(departure -> !departure.isAlive());
    long patient = patience.get().toNanos();
    for (Departure departure : departures) {
      if (departure.ageNanos() > patient && departure.isHeld() && !departure.isReported()) {
        report(departure);
      }
    }
    List<Departure> doubtful =
        departures.stream().filter(d -> !d.isReported() && d.ageNanos() > patient / 3).toList();
    if (!doubtful.isEmpty() && System.nanoTime() - lastHint > patient / 4) {
      lastHint = System.nanoTime();
      // Only a collection can tell garbage from a leak; asked for seldom, and only after a stop.
      System.gc();
      doubtful.forEach(Departure::collected);
    }
  }

  private void report(Departure departure) {
    departure.reported();
    departure.blame(HiddenReferences.threadLocals(departure::isOf));
    departure.blame(HiddenReferences.systemProperties(departure::isOf));
    departure.blame(StrayThreads.find(departure::isOf, Set.of()));
    List<String> culprits = departure.culprits();
    String who =
        culprits.isEmpty()
            ? "who keeps it could not be seen; take a heap dump"
            : String.join(". ", culprits);
    LOG.warn(
        "The class loader of plugin {} {} is still in memory after its stop: {}",
        departure.pluginId(),
        departure.version(),
        who);
    auditor.tell(
        AuditEvent.event("plugin-leak-detected", new ManagerPrincipal())
            .target("plugin", departure.pluginId())
            .meta("version", departure.version())
            .meta("culprits", culprits)
            .failed());
  }

  /** Returns the leaks of a plugin that are known and not gone. */
  List<Departure> leaks(String id) {
    return departures.stream()
        .filter(d -> d.pluginId().equals(id) && d.isReported() && d.isAlive())
        .toList();
  }

  /** Returns how many class loaders of versions that are gone are still there. */
  int departed() {
    return (int) departures.stream().filter(Departure::isAlive).count();
  }

  /** Returns the plugins that have leaks. */
  Set<String> leaking() {
    Set<String> ids = new HashSet<>();
    departures.stream()
        .filter(d -> d.isReported() && d.isAlive())
        .forEach(d -> ids.add(d.pluginId()));
    return ids;
  }

  private static List<String> drivers(Bundle bundle) {
    Class<?> neighbour = anyClass(bundle);
    if (neighbour == null) {
      return List.of();
    }
    try {
      return Drivers.sweep(neighbour);
    } catch (Exception | LinkageError e) {
      LOG.debug("JDBC drivers of {} could not be looked for", bundle, e);
      return List.of();
    }
  }

  private static Class<?> anyClass(Bundle bundle) {
    int tries = 0;
    for (String name : classes(bundle)) {
      try {
        return bundle.loadClass(name);
      } catch (ClassNotFoundException | LinkageError e) {
        // One that lacks an optional import; another will do.
        if (++tries == 20) {
          return null;
        }
      }
    }
    return null;
  }

  private static Set<String> packages(Bundle bundle) {
    Set<String> packages = new HashSet<>();
    for (String name : classes(bundle)) {
      int dot = name.lastIndexOf('.');
      packages.add(dot < 0 ? "" : name.substring(0, dot));
    }
    return packages;
  }

  private static List<String> classes(Bundle bundle) {
    List<String> names = new ArrayList<>();
    Enumeration<URL> found = bundle.findEntries("/", "*.class", true);
    while (found != null && found.hasMoreElements()) {
      String path = found.nextElement().getPath();
      boolean plain = !path.startsWith("/META-INF/") && !path.endsWith("-info.class");
      if (plain) {
        names.add(path.substring(1, path.length() - ".class".length()).replace('/', '.'));
      }
    }
    return names;
  }
}
