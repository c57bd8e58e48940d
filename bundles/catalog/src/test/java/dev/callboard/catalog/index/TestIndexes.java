package dev.callboard.catalog.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;

/** Makes indexes and entities for tests. */
public final class TestIndexes {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TestIndexes() {}

  /** Returns an empty index, ready, that merges on this executor. */
  public static DefaultCatalogIndex index(Executor executor) {
    DefaultCatalogIndex index = new DefaultCatalogIndex(executor);
    index.ready();
    return index;
  }

  /** Returns an empty index that is not ready. */
  public static DefaultCatalogIndex loading() {
    return new DefaultCatalogIndex(Runnable::run);
  }

  /** Returns an entity on its way into the index. */
  public static IndexedEntity entity(Map<String, Object> json, String... parents) {
    Map<?, ?> metadata = (Map<?, ?>) json.get("metadata");
    String ref = json.get("kind") + ":" + metadata.get("namespace") + "/" + metadata.get("name");
    return new IndexedEntity(
        ref.toLowerCase(java.util.Locale.ROOT),
        UUID.fromString((String) metadata.get("uid")),
        json,
        bytes(json),
        List.of(parents));
  }

  /** Returns how many segments an index has. */
  public static int segments(DefaultCatalogIndex index) {
    return index.snapshot().segments().size();
  }

  private static byte[] bytes(Map<String, Object> json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
