package dev.callboard.http.gateway;

import dev.callboard.platform.http.SocketEndpoint;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Who takes WebSocket connections, by plugin id. The services may come and go. */
@Component(service = SocketEndpoints.class)
public final class SocketEndpoints {
  private final Map<ServiceReference<SocketEndpoint>, Entry> known = new ConcurrentHashMap<>();
  private volatile Consumer<SocketEndpoint> onGone = endpoint -> {};

  private record Entry(Set<String> pluginIds, SocketEndpoint endpoint) {}

  /** Called by DS. */
  @Reference(
      service = SocketEndpoint.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  public void addEndpoint(ServiceReference<SocketEndpoint> reference, SocketEndpoint endpoint) {
    add(reference, Bundles.pluginIds(reference.getBundle()), endpoint);
  }

  void add(
      ServiceReference<SocketEndpoint> reference, Set<String> pluginIds, SocketEndpoint endpoint) {
    known.put(reference, new Entry(pluginIds, endpoint));
  }

  /** Called by DS. */
  public void removeEndpoint(ServiceReference<SocketEndpoint> reference) {
    Entry gone = known.remove(reference);
    if (gone != null) {
      onGone.accept(gone.endpoint());
    }
  }

  void onGone(Consumer<SocketEndpoint> action) {
    onGone = action;
  }

  /** Returns the endpoint of a plugin, the one of the highest ranking; null when there is none. */
  SocketEndpoint get(String pluginId) {
    return known.entrySet().stream()
        .filter(entry -> entry.getValue().pluginIds().contains(pluginId))
        .max(Map.Entry.comparingByKey())
        .map(entry -> entry.getValue().endpoint())
        .orElse(null);
  }
}
