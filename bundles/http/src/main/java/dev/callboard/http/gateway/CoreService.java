package dev.callboard.http.gateway;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.ServiceReference;

/** The service of a type that a core bundle registered; what plugins register does not count. */
final class CoreService<T> {
  private final Map<ServiceReference<T>, T> known = new ConcurrentHashMap<>();
  private volatile T best;

  synchronized void add(ServiceReference<T> reference, T service) {
    if (Bundles.isCore(reference.getBundle())) {
      known.put(reference, service);
      choose();
    }
  }

  synchronized void remove(ServiceReference<T> reference) {
    known.remove(reference);
    choose();
  }

  /** Returns the service, or null while there is none. */
  T get() {
    return best;
  }

  private void choose() {
    best =
        known.entrySet().stream()
            .max(Comparator.comparing(Map.Entry::getKey))
            .map(Map.Entry::getValue)
            .orElse(null);
  }
}
