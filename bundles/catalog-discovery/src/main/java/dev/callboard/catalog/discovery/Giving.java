package dev.callboard.catalog.discovery;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.spi.DeferredEntity;
import dev.callboard.catalog.spi.EntityProviderConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives the catalog what it does not have yet of what a source found. For one thread; blocks. */
final class Giving {
  private final Source source;
  private final EntityProviderConnection connection;
  private final DiscoveryStore store;
  private int changed;

  Giving(Source source, EntityProviderConnection connection, DiscoveryStore store) {
    this.source = source;
    this.connection = connection;
    this.store = store;
  }

  /**
   * Gives what is new or changed.
   *
   * @param everything whether what the catalog should have already is given, too
   * @return all of it, to be stored
   */
  Map<String, Given> give(List<Entity> entities, boolean everything) {
    Map<String, Given> seen = new LinkedHashMap<>();
    Map<String, Entity> byRef = new LinkedHashMap<>();
    for (Entity entity : entities) {
      byRef.putIfAbsent(entity.ref().toString(), entity);
    }
    Map<String, String> known = store.digests(source.name(), byRef.keySet());
    List<DeferredEntity> news = new ArrayList<>();
    byRef.forEach(
        (ref, entity) -> {
          String digest = Entities.digest(entity);
          seen.put(ref, new Given(digest, Repositories.key(source.repositoryOf(entity))));
          boolean same = digest.equals(known.get(ref));
          if (everything || !same) {
            news.add(DeferredEntity.of(entity, source.name()));
          }
          changed += same ? 0 : 1;
        });
    if (!news.isEmpty()) {
      connection.applyDelta(news, List.of());
    }
    return seen;
  }

  /** Returns how many were new or changed so far. */
  int changed() {
    return changed;
  }
}
