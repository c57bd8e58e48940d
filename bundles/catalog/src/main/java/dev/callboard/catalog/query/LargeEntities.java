package dev.callboard.catalog.query;

import dev.callboard.catalog.api.Entity;
import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers the last few large entities that were parsed, by the very bytes they were parsed from:
 * what asks for the owner of each of ten thousand entities asks for the same group with ten
 * thousand relations each time. Bytes in the index never change, so nothing gets stale.
 * Thread-safe.
 */
final class LargeEntities {
  static final int LARGE = 32 * 1024;
  private static final int KEPT = 8;

  private final Deque<Kept> kept = new ArrayDeque<>();

  /** The entity goes when memory is short. */
  private record Kept(byte[] json, SoftReference<Entity> entity) {}

  /** Returns the entity of these bytes, when it is remembered. */
  synchronized Optional<Entity> find(byte[] json) {
    if (json.length < LARGE) {
      return Optional.empty();
    }
    for (Iterator<Kept> each = kept.iterator(); each.hasNext(); ) {
      Kept one = each.next();
      if (one.json() == json) {
        Entity entity = one.entity().get();
        each.remove();
        if (entity != null) {
          kept.addFirst(one);
        }
        return Optional.ofNullable(entity);
      }
    }
    return Optional.empty();
  }

  /** Returns an entity for parsed values, and remembers a large one. */
  Entity keep(byte[] json, Map<String, Object> values) {
    if (json.length < LARGE) {
      return Entity.of(values);
    }
    // Several have it at the same time, so none may change it.
    Entity entity = Entity.of(frozen(values));
    synchronized (this) {
      kept.addFirst(new Kept(json, new SoftReference<>(entity)));
      if (kept.size() > KEPT) {
        kept.removeLast();
      }
    }
    return entity;
  }

  private static Map<String, Object> frozen(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), frozen(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object frozen(Object value) {
    if (value instanceof Map<?, ?> map) {
      return frozen(map);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(frozen(item)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }
}
