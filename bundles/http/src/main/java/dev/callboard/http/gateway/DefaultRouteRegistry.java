package dev.callboard.http.gateway;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.http.Route;
import dev.callboard.platform.http.RouteRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the gateway tells and does for those who start and stop plugins. */
@Component
public final class DefaultRouteRegistry implements RouteRegistry {
  private static final long POLL_MILLIS = 10;

  private final Mounts mounts;

  /** Creates the registry of a gateway. */
  @Activate
  public DefaultRouteRegistry(@Reference Gateway gateway) {
    this.mounts = gateway.mounts();
  }

  @Override
  public List<Route> routes(Bundle bundle) {
    requireNonNull(bundle, "bundle is null");
    return mounts
        .of(bundle)
        .map(slot -> RouteScanner.routes(slot.pluginId, slot.application()))
        .orElse(List.of());
  }

  @Override
  public boolean awaitActive(Bundle bundle, Duration timeout) throws InterruptedException {
    requireNonNull(bundle, "bundle is null");
    long until = System.nanoTime() + timeout.toNanos();
    while (true) {
      if (mounts.isRefused(bundle)) {
        return false;
      }
      Optional<Slot> slot = mounts.of(bundle);
      if (slot.isEmpty() || serves(slot.get())) {
        return true;
      }
      if (slot.get().hasFailed() || System.nanoTime() - until >= 0) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private boolean serves(Slot slot) {
    if (mounts.get(slot.pluginId).active() != slot) {
      return false;
    }
    if (!slot.isBuilt() && !slot.hasFailed()) {
      build(slot);
    }
    return slot.isBuilt();
  }

  private static void build(Slot slot) {
    try {
      slot.handler();
    } catch (RuntimeException e) {
      // logged where it happened; the slot remembers
    }
  }

  @Override
  public int drain(Bundle bundle, Duration deadline) throws InterruptedException {
    requireNonNull(bundle, "bundle is null");
    Optional<Slot> found = mounts.of(bundle);
    if (found.isEmpty()) {
      return 0;
    }
    Slot slot = found.get();
    mounts.retire(slot);
    slot.endStreams();
    int left = slot.inFlight.await(System.nanoTime() + deadline.toNanos());
    slot.inFlight.requests().forEach(Exchange::cutOff);
    return left;
  }

  @Override
  public void restore(Bundle bundle) {
    requireNonNull(bundle, "bundle is null");
    mounts.of(bundle).ifPresent(mounts::restore);
  }

  @Override
  public void removed(String pluginId) {
    mounts.forget(requireNonNull(pluginId, "pluginId is null"));
  }

  @Override
  public String breaker(String pluginId) {
    Mount mount = mounts.get(requireNonNull(pluginId, "pluginId is null"));
    Slot slot = mount == null ? null : mount.active();
    return slot == null ? "closed" : slot.breaker.state();
  }
}
