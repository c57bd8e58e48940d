package dev.callboard.catalog.ingest;

import dev.callboard.catalog.spi.EntityProvider;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The providers that are there and their connections. Each is connected once, and not before the
 * catalog is loaded. Thread-safe; no method blocks.
 */
final class Providers {
  private final Map<EntityProvider, ProviderConnection> connections = new ConcurrentHashMap<>();
  private final Function<String, ProviderConnection> factory;
  private final Consumer<Runnable> background;
  private volatile boolean open;

  /**
   * Creates an empty set.
   *
   * @param factory makes the connection of a provider of a name
   * @param background runs code of providers
   */
  Providers(Function<String, ProviderConnection> factory, Consumer<Runnable> background) {
    this.factory = factory;
    this.background = background;
  }

  void add(EntityProvider provider) {
    ProviderConnection connection = factory.apply(provider.name());
    connections.put(provider, connection);
    if (open) {
      connect(provider, connection);
    }
  }

  void remove(EntityProvider provider) {
    ProviderConnection connection = connections.remove(provider);
    if (connection != null) {
      connection.close();
    }
  }

  /** Connects those that are there and those to come. */
  void open() {
    open = true;
    connections.forEach(this::connect);
  }

  private void connect(EntityProvider provider, ProviderConnection connection) {
    if (connection.open()) {
      background.accept(() -> provider.connect(connection));
    }
  }

  /** Returns the roots of those that are there. */
  Set<String> keys() {
    return connections.keySet().stream()
        .map(provider -> ProviderConnection.rootKey(provider.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the connection of the provider that a root belongs to. */
  Optional<ProviderConnection> find(String rootKey) {
    return connections.entrySet().stream()
        .filter(each -> ProviderConnection.rootKey(each.getKey().name()).equals(rootKey))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  void close() {
    connections.values().forEach(ProviderConnection::close);
  }
}
