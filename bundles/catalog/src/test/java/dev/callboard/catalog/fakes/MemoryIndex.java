package dev.callboard.catalog.fakes;

import dev.callboard.catalog.index.CatalogIndex;
import dev.callboard.catalog.index.IndexedEntity;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** An index that keeps what it is given. */
public final class MemoryIndex implements CatalogIndex {
  private final Map<String, IndexedEntity> entities = new ConcurrentSkipListMap<>();
  private volatile boolean ready;
  private volatile int applied;

  @Override
  public void apply(Collection<IndexedEntity> upserts, Collection<String> removedRefs) {
    upserts.forEach(entity -> entities.put(entity.ref(), entity));
    removedRefs.forEach(entities::remove);
    applied += upserts.size() + removedRefs.size();
  }

  @Override
  public Set<String> refs() {
    return Set.copyOf(entities.keySet());
  }

  @Override
  public void ready() {
    ready = true;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  /** Returns what is in it. */
  public Map<String, IndexedEntity> entities() {
    return entities;
  }

  /** Returns how many changes it was given. */
  public int applied() {
    return applied;
  }

  /** Returns a value of an entity by a path of keys, null when there is none. */
  public Object at(String ref, String... path) {
    IndexedEntity entity = entities.get(ref);
    Object value = entity == null ? null : entity.entity();
    for (String key : path) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }
}
