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
 * catalog is loaded. Thread-safe; only {@link #whileAbsent} blocks.
 */
final class Providers {
  private final Map<EntityProvider, ProviderConnection> connections = new ConcurrentHashMap<>();

  /** The roots of all that have ever been there. */
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /** Held while something is done because providers are not there. */
  private final Object absence = new Object();

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
    seen.add(ProviderConnection.rootKey(provider.name()));
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
      background.accept(
          () -> {
            awaitAbsence();
            provider.connect(connection);
          });
    }
  }

  /** What is done in the absence of a provider is done before it delivers. */
  private void awaitAbsence() {
    synchronized (absence) {
      // There is nothing to do but to wait.
    }
  }

  /** Does work with those of some roots whose providers have never been here; blocks as it does. */
  void whileAbsent(Set<String> rootKeys, Consumer<Set<String>> work) {
    synchronized (absence) {
      Set<String> absent =
          rootKeys.stream().filter(key -> !seen.contains(key)).collect(Collectors.toSet());
      work.accept(absent);
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
