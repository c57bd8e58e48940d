package dev.callboard.catalog.discovery;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.spi.EntityProviderConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at one repository that something happened to, instead of at all. What counts is how it is
 * now, by the same filters as in a whole run, so a hint that comes twice, late or in another order
 * does no harm. For one thread; blocks.
 */
final class RepositoryLook {
  private final Source source;
  private final EntityProviderConnection connection;
  private final DiscoveryStore store;

  RepositoryLook(Source source, EntityProviderConnection connection, DiscoveryStore store) {
    this.source = source;
    this.connection = connection;
    this.store = store;
  }

  /** Returns how many entities were added, changed or removed. */
  int look(String url) {
    Optional<DiscoveryStore.State> state = store.state(source.name());
    if (state.isEmpty() || !source.has(url)) {
      // The first run finds it.
      return 0;
    }
    List<Entity> found = source.repository(url);
    Giving giving = new Giving(source, connection, store);
    Map<String, Given> seen = giving.give(found, false);
    List<String> gone = new ArrayList<>(store.foundIn(source.name(), Repositories.key(url)));
    gone.removeAll(seen.keySet());
    if (!gone.isEmpty()) {
      connection.applyDelta(List.of(), gone);
    }
    store.looked(source.name(), state.get().run(), seen, gone);
    return giving.changed() + gone.size();
  }
}
