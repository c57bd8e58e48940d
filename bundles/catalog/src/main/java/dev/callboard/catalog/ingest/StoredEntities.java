package dev.callboard.catalog.ingest;

import dev.callboard.catalog.index.CatalogIndex;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.store.CatalogStore;
import java.util.ArrayList;
import java.util.List;

/** Brings what is stored into the index when the server starts. */
final class StoredEntities {
  private static final int BATCH = 5_000;

  private StoredEntities() {}

  /** Loads everything, some at a time: a large catalog takes the memory of what is served only. */
  static void load(CatalogStore store, CatalogIndex index) {
    List<IndexedEntity> entities = new ArrayList<>();
    store.loadAll(
        (ref, uid, json, parents) -> {
          entities.add(store.parse(ref, uid, json, parents));
          if (entities.size() == BATCH) {
            index.apply(entities, List.of());
            entities.clear();
          }
        });
    index.apply(entities, List.of());
  }
}
