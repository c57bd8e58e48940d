package dev.callboard.catalog.ingest;

import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.spi.DeferredEntity;
import dev.callboard.catalog.spi.EntityProviderConnection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A provider's way into the catalog. One change of a provider is stored at a time. */
final class ProviderConnection implements EntityProviderConnection {
  private final Supplier<RootRun> runs;
  private final Consumer<Set<String>> refresh;
  private volatile boolean closed;

  private ProviderConnection(Supplier<RootRun> runs, Consumer<Set<String>> refresh) {
    this.runs = runs;
    this.refresh = refresh;
  }

  /**
   * Creates a connection.
   *
   * @param runs starts a run over the provider's root
   * @param refresh has what was read with some keys read again
   */
  static ProviderConnection of(Supplier<RootRun> runs, Consumer<Set<String>> refresh) {
    return new ProviderConnection(runs, refresh);
  }

  /** Returns the key of the root of a provider. */
  static String rootKey(String provider) {
    return "provider:" + provider;
  }

  /** Returns the root of a provider. */
  static Root root(String provider, dev.callboard.catalog.location.CatalogRules rules) {
    return new Root(
        rootKey(provider),
        "provider",
        provider,
        false,
        java.util.Optional.of(rules),
        java.util.Optional.empty());
  }

  @Override
  public void replaceAll(Collection<DeferredEntity> entities) {
    apply(entities, key -> true);
  }

  @Override
  public void applyDelta(Collection<DeferredEntity> added, Collection<String> removed) {
    Set<String> gone =
        removed.stream().map(ProvidedEntity::key).collect(Collectors.toUnmodifiableSet());
    apply(added, gone::contains);
  }

  private synchronized void apply(Collection<DeferredEntity> entities, Predicate<String> isGone) {
    if (closed) {
      throw new IllegalStateException("the connection of this provider is closed");
    }
    Map<String, ProvidedEntity> given = new LinkedHashMap<>();
    for (DeferredEntity each : entities) {
      ProvidedEntity entity = new ProvidedEntity(each);
      given.put(entity.key(), entity);
    }
    runs.get().provided(given, isGone);
  }

  @Override
  public void refresh(Set<String> keys) {
    refresh.accept(Set.copyOf(keys));
  }

  void close() {
    closed = true;
  }
}
