package dev.callboard.catalog.ingest;

import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.Changes;
import dev.callboard.catalog.store.EntityWrites;
import dev.callboard.catalog.store.SourceRead;
import dev.callboard.catalog.store.WrittenDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Processes anew what was written through the API and was last processed with other kinds, rules or
 * processors. One that is no longer valid keeps its last good form and shows why. Blocks.
 */
final class WrittenRun {
  private static final int BATCH = 200;

  private final EntityWrites writes;
  private final ApiRoot api;
  private final Consumer<Changes> publish;

  WrittenRun(CatalogStore store, ApiRoot api, Consumer<Changes> publish) {
    this.writes = new EntityWrites(store);
    this.api = api;
    this.publish = publish;
  }

  void run() {
    String after = "";
    List<WrittenDocument> documents = stale(after);
    while (!documents.isEmpty() && !Thread.currentThread().isInterrupted()) {
      store(documents);
      after = documents.get(documents.size() - 1).ref();
      documents = stale(after);
    }
  }

  private List<WrittenDocument> stale(String after) {
    return writes.stale(api.generation(), after, BATCH);
  }

  private void store(List<WrittenDocument> documents) {
    Map<WrittenDocument, SourceRead> reads = new LinkedHashMap<>();
    for (WrittenDocument each : documents) {
      reads.put(each, api.again(each.ref(), Json.object(each.document())).read());
    }
    EntityWrites.Done<Void> done =
        writes.change(
            session -> {
              session.again(reads);
              return null;
            });
    publish.accept(done.changes());
  }
}
