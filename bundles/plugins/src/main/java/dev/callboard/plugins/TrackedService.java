package dev.callboard.plugins;

import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** A service that may come and go; available from the first moment when it is there. */
final class TrackedService<T> implements Supplier<Optional<T>>, AutoCloseable {
  private final ServiceTracker<T, T> tracker;

  TrackedService(BundleContext context, Class<T> type) {
    tracker = new ServiceTracker<>(context, type, null);
    tracker.open();
  }

  @Override
  public Optional<T> get() {
    return Optional.ofNullable(tracker.getService());
  }

  @Override
  public void close() {
    tracker.close();
  }
}
