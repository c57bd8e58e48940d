package dev.callboard.plugins.lifecycle;

import dev.callboard.plugins.store.StoredJar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the framework is asked to do with plugin bundles, with deadlines. Thread-safe. */
final class BundleOperations {
  private static final Duration REWIRING = Duration.ofSeconds(10);
  private static final String LOCATION = "callboard-plugin:";

  private static final Logger LOG = LoggerFactory.getLogger(BundleOperations.class);

  private final BundleContext system;
  private final PluginThreads threads;
  private final ResolveDiagnosis diagnosis;

  BundleOperations(BundleContext context, PluginThreads threads) {
    this.system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
    this.threads = threads;
    this.diagnosis = new ResolveDiagnosis(system);
  }

  static String location(String id, String sha256) {
    return LOCATION + id + ":" + sha256;
  }

  static boolean isPlugin(Bundle bundle) {
    return bundle.getLocation().startsWith(LOCATION);
  }

  Bundle install(String id, StoredJar jar) throws BundleException, IOException {
    try (InputStream in = Files.newInputStream(jar.file())) {
      // The framework copies it; the installing bundle's context must outlive this one, so that an
      // update of the manager does not invalidate anything: the system bundle's does.
      return system.installBundle(location(id, jar.sha256()), in);
    }
  }

  /** Lets the framework wire all plugins, which is quicker than one after the other. */
  void resolveAll() {
    List<Bundle> plugins =
        Stream.of(system.getBundles()).filter(BundleOperations::isPlugin).toList();
    // What is missing to those that cannot be wired is told when they are to start.
    boolean all = plugins.isEmpty() || wiring().resolveBundles(plugins);
    LOG.debug("{} plugins are wired, {}", plugins.size(), all ? "all of them" : "not all");
  }

  /**
   * Lets the framework wire a bundle. Plugins that could do without its packages, and would rather
   * not, are wired anew.
   */
  void resolve(Bundle bundle) throws StartFailedException, InterruptedException {
    if (wiring().resolveBundles(List.of(bundle))) {
      List<Bundle> plugins =
          Stream.of(system.getBundles()).filter(BundleOperations::isPlugin).toList();
      refresh(LatePackages.missedBy(plugins, bundle), REWIRING);
      return;
    }
    List<String> missing = diagnosis.missing(bundle);
    if (!missing.isEmpty()) {
      throw StartFailedException.unresolved(String.join(" ", missing));
    }
    throw StartFailedException.unresolved(indirect(bundle));
  }

  /** Returns the framework's own words when each requirement alone could be met. */
  private static String indirect(Bundle bundle) {
    try {
      bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
      return "It did not resolve at first.";
    } catch (BundleException e) {
      return "Each requirement can be met, but not all together: " + Reasons.of(e);
    }
  }

  /** Starts a resolved bundle. */
  void start(String id, Bundle bundle, Duration deadline)
      throws StartFailedException, InterruptedException {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    ClassLoader loader = wiring == null ? null : wiring.getClassLoader();
    try {
      threads.call(
          id,
          "start",
          loader,
          deadline,
          () -> {
            // Transient: whether it runs after a restart is decided by the journal alone.
            bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            return null;
          });
    } catch (ExecutionException e) {
      throw StartFailedException.of("Starting failed: " + Reasons.of(e.getCause()));
    } catch (TimeoutException e) {
      throw StartFailedException.of("Starting failed: " + e.getMessage());
    }
  }

  /** Stops a bundle; returns what went wrong, or an empty text. */
  String stop(String id, Bundle bundle, Duration deadline) throws InterruptedException {
    if (bundle.getState() != Bundle.ACTIVE && bundle.getState() != Bundle.STARTING) {
      return "";
    }
    return end(id, "stop", deadline, () -> bundle.stop(Bundle.STOP_TRANSIENT));
  }

  /** Uninstalls a bundle; returns what went wrong, or an empty text. */
  String uninstall(String id, Bundle bundle, Duration deadline) throws InterruptedException {
    if (bundle.getState() == Bundle.UNINSTALLED) {
      return "";
    }
    String problem = end(id, "uninstall", deadline, bundle::uninstall);
    // With it go the wirings of those that use its packages.
    refresh(List.of(bundle), deadline);
    return problem;
  }

  /** Something the framework does that calls the plugin. */
  private interface Step {
    void run() throws BundleException;
  }

  private String end(String id, String what, Duration deadline, Step step)
      throws InterruptedException {
    try {
      threads.call(
          id,
          what,
          null,
          deadline,
          () -> {
            step.run();
            return null;
          });
      return "";
    } catch (ExecutionException e) {
      return "The " + what + " failed: " + Reasons.of(e.getCause());
    } catch (TimeoutException e) {
      return "The " + e.getMessage();
    }
  }

  /** Makes the framework wire bundles anew, which stops and starts those that run. */
  private void refresh(List<Bundle> bundles, Duration deadline) throws InterruptedException {
    if (bundles.isEmpty()) {
      return;
    }
    CountDownLatch done = new CountDownLatch(1);
    wiring()
        .refreshBundles(
            bundles,
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
              }
            });
    done.await(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  private FrameworkWiring wiring() {
    return system.getBundle().adapt(FrameworkWiring.class);
  }
}
