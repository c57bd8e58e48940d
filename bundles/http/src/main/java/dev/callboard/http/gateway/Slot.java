package dev.callboard.http.gateway;

import dev.callboard.http.settings.GatewaySettings;
import jakarta.ws.rs.core.Application;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.glassfish.jersey.server.ApplicationHandler;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application of one bundle. Its Jersey part is built once, on the first request or in the
 * background, whichever comes first.
 */
final class Slot {
  private static final Logger LOG = LoggerFactory.getLogger(Slot.class);

  final String pluginId;
  final Bundle bundle;
  final boolean core;
  final InFlight inFlight = new InFlight();
  final Breaker breaker;
  private final Supplier<Application> source;
  private final Runnable release;
  private final Function<Application, ApplicationHandler> builder;
  private final ClassLoader loader;
  private volatile ApplicationHandler handler;
  private volatile RuntimeException failure;
  private Application application;
  private boolean released;

  Slot(
      String pluginId,
      Bundle bundle,
      GatewaySettings settings,
      Supplier<Application> source,
      Runnable release,
      Function<Application, ApplicationHandler> builder) {
    this.pluginId = pluginId;
    this.bundle = bundle;
    this.core = Bundles.isCore(bundle);
    this.breaker = new Breaker(settings);
    this.source = source;
    this.release = release;
    this.builder = builder;
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    this.loader = wiring == null ? null : wiring.getClassLoader();
  }

  boolean isBuilt() {
    return handler != null;
  }

  boolean hasFailed() {
    return failure != null;
  }

  /** Returns the class loader that the plugin expects as context, or null. */
  ClassLoader loader() {
    return loader;
  }

  /**
   * Returns the Jersey application, built when it was not yet.
   *
   * @throws RuntimeException when it cannot be built; the same at each call
   */
  ApplicationHandler handler() {
    ApplicationHandler known = handler;
    return known != null ? known : build();
  }

  private synchronized ApplicationHandler build() {
    if (handler != null) {
      return handler;
    }
    if (failure != null) {
      throw failure;
    }
    try {
      long start = System.nanoTime();
      handler = builder.apply(application());
      LOG.debug("Built {} in {} ms", pluginId, (System.nanoTime() - start) / 1_000_000);
      return handler;
    } catch (ServiceGone e) {
      // The bundle stopped while its application was waiting to be built: nobody has to act.
      LOG.debug("{}", e.getMessage());
      failure = e;
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.error("The REST application of plugin {} ({}) cannot be built", pluginId, bundle, e);
      failure = new IllegalStateException("The REST application cannot be built", e);
      throw failure;
    }
  }

  /** Returns the application itself, for its annotations. */
  synchronized Application application() {
    if (application == null && !released) {
      application = source.get();
    }
    if (application == null) {
      throw new ServiceGone(pluginId);
    }
    return application;
  }

  /** Cuts off what is under way and gives everything back. */
  void dispose() {
    for (Exchange exchange : inFlight.streams()) {
      exchange.endStream();
    }
    synchronized (this) {
      if (released) {
        return;
      }
      released = true;
      ApplicationHandler built = handler;
      if (built != null) {
        built.onShutdown(null);
      }
      application = null;
      release.run();
    }
  }

  /** Ends the event streams: their readers come back, to the successor. */
  void endStreams() {
    List<Exchange> streams = inFlight.streams();
    streams.forEach(Exchange::endStream);
  }

  /** The application was taken back before it was needed. */
  private static final class ServiceGone extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ServiceGone(String pluginId) {
      super("the service of plugin " + pluginId + " has gone");
    }
  }
}
