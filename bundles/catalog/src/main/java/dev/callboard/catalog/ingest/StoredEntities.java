package dev.callboard.catalog.ingest;

import dev.callboard.catalog.index.CatalogIndex;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.store.CatalogStore;
import java.util.ArrayList;
import java.util.List;

/** Brings what is stored into the index when the server starts. */
final class StoredEntities {
  private StoredEntities() {}

  /** Loads everything in one batch. */
  static void load(CatalogStore store, CatalogIndex index) {
    List<IndexedEntity> entities = new ArrayList<>();
    store.loadAll((ref, uid, json, parents) -> entities.add(store.parse(ref, uid, json, parents)));
    index.apply(entities, List.of());
  }
}
