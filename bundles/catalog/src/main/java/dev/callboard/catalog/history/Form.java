package dev.callboard.catalog.history;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An entity as it was served at some time.
 *
 * @param ref the canonical reference
 * @param uid the unique id
 * @param json UTF-8 JSON; not copied
 */
public record Form(String ref, UUID uid, byte[] json) {
  private static final ObjectReader OBJECT =
      JsonMapper.builder().build().readerFor(new TypeReference<Map<String, Object>>() {});

  /** Returns the form after a change, null when it deleted the entity; null for null. */
  static Form after(Change change) {
    return change == null || change.entity() == null
        ? null
        : new Form(change.ref(), change.uid(), change.entity());
  }

  /** Returns the entity as JSON values. */
  public Map<String, Object> entity() {
    try {
      return OBJECT.readValue(json);
    } catch (IOException e) {
      throw new IllegalStateException("the change log holds an entity that is not JSON", e);
    }
  }

  /** Returns the same as the index takes it. */
  public IndexedEntity indexed() {
    return new IndexedEntity(ref, uid, entity(), json, List.of());
  }

  /** Returns whether a filter means it. */
  public boolean visible(EntityFilter filter) {
    if (filter.equals(EntityFilter.ALL)) {
      return true;
    }
    return !filter.equals(EntityFilter.NONE)
        && CatalogReader.visible(EntityHandle.of(indexed()), filter);
  }
}
