package dev.callboard.http.gateway;

import jakarta.ws.rs.core.Application;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the REST applications that bundles register. A bundle may serve the ids that it declares
 * with {@code @CallboardPlugin}, and no others.
 */
@Component(service = ApplicationTracker.class, immediate = true)
public final class ApplicationTracker
    implements ServiceTrackerCustomizer<Application, Slot>, SynchronousBundleListener {
  private static final Logger LOG = LoggerFactory.getLogger(ApplicationTracker.class);
  private static final String BASE = "osgi.jakartars.application.base";
  private static final long DISPOSE_DEADLINE = TimeUnit.SECONDS.toNanos(10);
  private static final long DISPOSE_POLL_MILLIS = 50;

  private final BundleContext context;
  private final Gateway gateway;
  private final GatewayWorker worker;
  private final ApplicationBuilder builder;
  private final ServiceTracker<Application, Slot> tracker;

  /** Starts to follow. */
  @Activate
  public ApplicationTracker(
      BundleContext context, @Reference Gateway gateway, @Reference GatewayWorker worker) {
    this.context = context;
    this.gateway = gateway;
    this.worker = worker;
    this.builder = new ApplicationBuilder(gateway.credentials());
    this.tracker = new ServiceTracker<>(context, Application.class, this);
    worker.execute(() -> builder.warmUp(gateway.settings().limits().json()));
    context.addBundleListener(this);
    tracker.open();
  }

  /** Lets go of every application. */
  @Deactivate
  public void stop() {
    context.removeBundleListener((BundleListener) this);
    tracker.close();
    gateway.mounts().forEachSlot(Slot::dispose);
  }

  @Override
  public Slot addingService(ServiceReference<Application> reference) {
    Bundle bundle = reference.getBundle();
    String id = pluginId(reference);
    if (id == null) {
      return null;
    }
    if (!Bundles.pluginIds(bundle).contains(id)) {
      LOG.error(
          "{} wants to serve /api/{} without being that plugin: refused. Add @CallboardPlugin(id ="
              + " \"{}\") to it, or correct its @JakartarsApplicationBase",
          bundle,
          id,
          id);
      gateway.mounts().refuse(bundle);
      return null;
    }
    Slot slot =
        new Slot(
            id,
            bundle,
            gateway.settings().gateway(),
            () -> context.getService(reference),
            () -> context.ungetService(reference),
            builder.of(id, bundle::getEntry, gateway.settings().limits().json()));
    return add(slot) ? slot : null;
  }

  private boolean add(Slot slot) {
    String refusal = gateway.mounts().add(slot);
    if (refusal != null) {
      LOG.error("{} is refused: {}", slot.bundle, refusal);
      gateway.mounts().refuse(slot.bundle);
      return false;
    }
    Mount mount = gateway.mounts().get(slot.pluginId);
    if (mount.active() == slot && !gateway.state().isStarted()) {
      worker.buildWhenCalm(slot);
    } else {
      worker.execute(() -> promote(slot));
    }
    return true;
  }

  /** Builds the new application while the old one serves, then lets it take over. */
  private void promote(Slot slot) {
    slot.handler();
    Slot before = gateway.mounts().promote(slot);
    if (before != null) {
      before.endStreams();
    }
  }

  @Override
  public void modifiedService(ServiceReference<Application> reference, Slot slot) {
    // The base of an application cannot change without another registration.
  }

  @Override
  public void removedService(ServiceReference<Application> reference, Slot slot) {
    gateway.mounts().remove(slot);
    disposeWhenIdle(slot, System.nanoTime() + DISPOSE_DEADLINE);
  }

  private void disposeWhenIdle(Slot slot, long until) {
    slot.endStreams();
    if (slot.inFlight.isEmpty() || System.nanoTime() - until >= 0) {
      slot.inFlight.requests().forEach(Exchange::cutOff);
      slot.dispose();
      return;
    }
    worker.later(DISPOSE_POLL_MILLIS, () -> disposeWhenIdle(slot, until));
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.UNINSTALLED) {
      gateway.mounts().forgetServedBy(event.getBundle());
    }
  }

  private static String pluginId(ServiceReference<Application> reference) {
    Object base = reference.getProperty(BASE);
    if (!(base instanceof String text)) {
      return null;
    }
    int start = text.startsWith("/") ? 1 : 0;
    int end = text.endsWith("/") ? text.length() - 1 : text.length();
    return end <= start ? null : text.substring(start, end);
  }
}
