package dev.callboard.catalog.ingest;

import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.spi.DeferredEntity;
import dev.callboard.catalog.spi.EntityProviderConnection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A provider's way into the catalog. One change of a provider is stored at a time. */
final class ProviderConnection implements EntityProviderConnection {
  private static final RootQueue.Asked ALL = new RootQueue.Asked(null, null);

  /** What the keys of the roots of providers begin with. */
  static final String PREFIX = "provider:";

  private final Function<RootQueue.Asked, RootRun> runs;
  private final Consumer<Set<String>> refresh;
  private final Consumer<RootRun.Outcome> stored;
  private final AtomicBoolean opened = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * Creates a connection.
   *
   * @param runs starts a run over the provider's root
   * @param stored is told what a change did
   * @param refresh has what was read with some keys read again
   */
  ProviderConnection(
      Function<RootQueue.Asked, RootRun> runs,
      Consumer<RootRun.Outcome> stored,
      Consumer<Set<String>> refresh) {
    this.runs = runs;
    this.stored = stored;
    this.refresh = refresh;
  }

  /** Returns the key of the root of a provider. */
  static String rootKey(String provider) {
    return PREFIX + provider;
  }

  /** Returns the root of a provider. */
  static Root root(String provider, CatalogRules rules) {
    return new Root(
        rootKey(provider), "provider", provider, false, Optional.of(rules), Optional.empty());
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

  /** Reads again what the provider's entities name. Blocks. */
  synchronized void again(RootQueue.Asked asked) {
    stored.accept(runs.apply(asked).providedAgain());
  }

  /** Returns whether this is the first call, so that a provider is connected once. */
  boolean open() {
    return opened.compareAndSet(false, true);
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
    stored.accept(runs.apply(ALL).provided(given, isGone));
  }

  @Override
  public void refresh(Set<String> keys) {
    refresh.accept(Set.copyOf(keys));
  }

  void close() {
    closed = true;
  }
}
