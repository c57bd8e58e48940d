package dev.callboard.catalog.process;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What processors keep for entities, in memory; what was not used for longest goes when there is no
 * more room. Thread-safe.
 */
public final class ProcessorCache {
  private record Key(String processor, String ref) {}

  private final Map<Key, Map<String, Object>> entries = new LinkedHashMap<>(16, 0.75f, true);

  synchronized Optional<Object> get(String processor, String ref, String name) {
    return Optional.ofNullable(entries.getOrDefault(new Key(processor, ref), Map.of()).get(name));
  }

  synchronized void set(String processor, String ref, String name, Object value, int most) {
    Key key = new Key(processor, ref);
    if (value != null) {
      entries.computeIfAbsent(key, none -> new HashMap<>()).put(name, value);
    } else if (entries.containsKey(key)) {
      entries.get(key).remove(name);
      entries.computeIfPresent(key, (same, values) -> values.isEmpty() ? null : values);
    }
    var oldest = entries.keySet().iterator();
    while (entries.size() > most) {
      oldest.next();
      oldest.remove();
    }
  }

  /** Forgets what a processor kept: its values may be objects of a plugin that is gone. */
  public synchronized void forget(String processor) {
    entries.keySet().removeIf(key -> key.processor().equals(processor));
  }
}
