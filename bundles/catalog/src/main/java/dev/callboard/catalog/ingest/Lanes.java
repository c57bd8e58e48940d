package dev.callboard.catalog.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What waits to be read, by the host it is read from. The hosts take turns, and none of them gets
 * all workers, so that one with ten thousand locations, or one that does not answer, leaves the
 * others their share. Guarded by its owner.
 */
final class Lanes {
  private final Function<String, String> lane;
  private final int most;
  private final Map<String, Deque<String>> waiting = new LinkedHashMap<>();
  private final Map<String, String> taken = new HashMap<>();
  private final Map<String, Integer> busy = new HashMap<>();

  /**
   * Creates lanes.
   *
   * @param lane tells the host that a key is read from; empty for this machine, which may have all
   *     workers
   * @param workers how many there are
   */
  Lanes(Function<String, String> lane, int workers) {
    this.lane = lane;
    most = Math.max(1, workers - 1);
  }

  void add(String key) {
    waiting.computeIfAbsent(lane.apply(key), name -> new ArrayDeque<>()).add(key);
  }

  void remove(String key) {
    waiting.values().forEach(keys -> keys.remove(key));
    waiting.values().removeIf(Deque::isEmpty);
  }

  void clear() {
    waiting.clear();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Takes the next key, or null when there is none whose host has workers left. */
  String poll() {
    Iterator<Map.Entry<String, Deque<String>>> lanes = waiting.entrySet().iterator();
    while (lanes.hasNext()) {
      Map.Entry<String, Deque<String>> next = lanes.next();
      boolean local = next.getKey().isEmpty();
      if (local || busy.getOrDefault(next.getKey(), 0) < most) {
        lanes.remove();
        return take(next.getKey(), next.getValue());
      }
    }
    return null;
  }

  private String take(String name, Deque<String> keys) {
    String key = keys.poll();
    if (!keys.isEmpty()) {
      waiting.put(name, keys);
    }
    taken.put(key, name);
    busy.merge(name, 1, Integer::sum);
    return key;
  }

  /** Gives the worker back that a key had. */
  void done(String key) {
    String name = taken.remove(key);
    if (name != null) {
      busy.computeIfPresent(name, (lane, count) -> count == 1 ? null : count - 1);
    }
  }
}
