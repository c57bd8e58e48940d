package dev.callboard.catalog.ingest;

import dev.callboard.catalog.index.CatalogIndex;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.store.CatalogStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Brings what is stored into the index when the server starts. */
final class StoredEntities {
  private record Row(String ref, UUID uid, byte[] json, List<String> parents) {}

  private StoredEntities() {}

  /** Loads everything in one batch, parsed by several threads. */
  static void load(CatalogStore store, CatalogIndex index) {
    List<Row> rows = new ArrayList<>();
    store.loadAll((ref, uid, json, parents) -> rows.add(new Row(ref, uid, json, parents)));
    List<IndexedEntity> entities =
        rows.parallelStream()
            .map(row -> store.parse(row.ref(), row.uid(), row.json(), row.parents()))
            .toList();
    index.apply(entities, List.of());
  }
}
