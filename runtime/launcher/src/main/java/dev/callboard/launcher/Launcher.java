package dev.callboard.launcher;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Runs a server: one framework, the bundles of {@code bundles/<start level>/}, until it is told to
 * stop.
 *
 * <p>On SIGTERM, SIGINT and SIGHUP the services that finish work (see {@link Drains}) are given a
 * deadline, then the framework is stopped and the process ends with status 0.
 */
public final class Launcher {
  /** The framework property that names the installation. */
  public static final String HOME = "callboard.home";

  /** The framework property that names the data directory. */
  public static final String DATA = "callboard.data";

  /** The framework property with the seconds that work under way may take at the end. */
  public static final String DRAIN_SECONDS = "callboard.drain.seconds";

  /** The exit status of a server that could not start. */
  public static final int EXIT_FAILED = 1;

  /** The exit status when another process uses the data directory. */
  public static final int EXIT_LOCKED = 3;

  private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

  private final Map<String, String> properties;
  private final PrintStream err;
  private final Fatal fatal = new Fatal();

  /**
   * Creates a launcher.
   *
   * @param properties the framework properties; {@value #HOME} and {@value #DATA} are required
   * @param err where a failure to start is told
   */
  public Launcher(Map<String, String> properties, PrintStream err) {
    this.properties = new HashMap<>(properties);
    this.err = requireNonNull(err, "err is null");
    requireNonNull(properties.get(HOME), HOME + " is missing");
    requireNonNull(properties.get(DATA), DATA + " is missing");
  }

  /** Starts the server and blocks until it has stopped. Returns the exit status of the process. */
  public int run() {
    DataDirectory data = new DataDirectory(Path.of(properties.get(DATA)));
    try (DataDirectory.Lock lock = data.lock()) {
      return runLocked(data);
    } catch (DataDirectory.InUseException e) {
      err.println(e.getMessage());
      return EXIT_LOCKED;
    } catch (IOException | BundleException e) {
      err.println("callboard cannot start: " + e.getMessage());
      return EXIT_FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return EXIT_FAILED;
    }
  }

  private int runLocked(DataDirectory data)
      throws IOException, BundleException, InterruptedException {
    FrameworkProperties.complete(properties, data);
    properties.forEach(System::setProperty);
    WarmUp.start();
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(Map.copyOf(properties));
    framework.init();
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook = new Thread(() -> stopOnSignal(framework, stopped), "callboard-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    fatal.register(framework.getBundleContext());
    start(framework);
    // An update of the system bundle is no reason to end: only a stop is.
    framework.waitForStop(0);
    stopped.countDown();
    fatal.message().ifPresent(err::println);
    return fatal.message().isPresent() ? EXIT_FAILED : 0;
  }

  /** Returns when every bundle has been started; until then the system bundle is not active. */
  private void start(Framework framework) throws IOException, BundleException {
    BundleInstaller.install(
        framework.getBundleContext(), Path.of(properties.get(HOME)).resolve("bundles"));
    // All at once takes half the time of one after the other.
    framework.adapt(FrameworkWiring.class).resolveBundles(null);
    HttpEncoders.load(framework.getBundleContext());
    framework.start();
  }

  /**
   * Runs in a shutdown hook, the one way to hear of a signal without internal classes of the JDK.
   * It ends with a halt, because a process that was told to stop and did so has not failed, while
   * the JVM would report 143.
   */
  private void stopOnSignal(Framework framework, CountDownLatch stopped) {
    if (framework.getState() != Framework.ACTIVE && framework.getState() != Framework.STARTING) {
      return;
    }
    BundleContext context = framework.getBundleContext();
    if (context != null) {
      Drains.run(context, Duration.ofSeconds(Long.parseLong(properties.get(DRAIN_SECONDS))));
    }
    try {
      framework.stop();
      stopped.await(STOP_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (BundleException e) {
      err.println("callboard did not stop cleanly: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.out.flush();
    err.flush();
    Runtime.getRuntime().halt(fatal.message().isPresent() ? EXIT_FAILED : 0);
  }
}
