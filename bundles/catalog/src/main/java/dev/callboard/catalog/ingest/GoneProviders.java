package dev.callboard.catalog.ingest;

import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Removes, once after the start, what providers gave that are no longer there. A provider is gone
 * when nobody has registered it since the start, however long it stayed: one whose plugin is
 * stopped or removed later keeps its entities until the next start. Thread-safe; blocks as the
 * database does.
 */
final class GoneProviders {
  /** Plugins start one after the other, and some wait for others. */
  private static final Duration WAIT = Duration.ofMinutes(5);

  private final CatalogStore store;
  private final Providers providers;
  private final RootReader reader;

  GoneProviders(CatalogStore store, Providers providers, RootReader reader) {
    this.store = store;
    this.providers = providers;
    this.reader = reader;
  }

  /** Returns how long after the start a provider counts as gone. */
  static Duration wait(Config config) {
    return config.duration("catalog.orphanProviderWait").orElse(WAIT);
  }

  /**
   * Returns whether what they gave goes.
   *
   * @throws PortalException with code {@code INPUT} when the configuration says neither
   */
  static boolean delete(Config config) {
    String strategy = config.string("catalog.orphanProviderStrategy").orElse("delete");
    return switch (strategy) {
      case "delete" -> true;
      case "keep" -> false;
      default ->
          throw PortalException.input(
              "catalog.orphanProviderStrategy is '" + strategy + "', it has to be delete or keep");
    };
  }

  /** Removes what they gave, as far as the guard against mass deletion allows. */
  void remove(Config config) {
    if (!delete(config)) {
      return;
    }
    Set<String> roots = new LinkedHashSet<>(store.roots());
    roots.removeIf(key -> !key.startsWith(ProviderConnection.PREFIX));
    providers.whileAbsent(roots, reader::removeTogether);
  }
}
