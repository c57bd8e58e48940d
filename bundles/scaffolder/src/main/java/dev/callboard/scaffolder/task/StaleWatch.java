package dev.callboard.scaffolder.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds tasks whose workers are gone: those that show no change for a time, by this node's own
 * clock, so that clocks of nodes need not agree. Not thread-safe.
 */
final class StaleWatch {
  private record Seen(long fence, long beat, long nanos) {}

  private final Map<String, Seen> seen = new HashMap<>();

  /**
   * Takes what workers show now.
   *
   * @param now the time in nanoseconds
   * @param timeout how long one may show no change, in nanoseconds
   * @return those that did
   */
  List<TaskQueue.Pulse> stale(List<TaskQueue.Pulse> pulses, long now, long timeout) {
    List<TaskQueue.Pulse> stale = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (TaskQueue.Pulse pulse : pulses) {
      ids.add(pulse.id());
      Seen before = seen.get(pulse.id());
      if (before == null || before.fence != pulse.fence() || before.beat != pulse.beat()) {
        seen.put(pulse.id(), new Seen(pulse.fence(), pulse.beat(), now));
      } else if (now - before.nanos >= timeout) {
        stale.add(pulse);
      }
    }
    seen.keySet().retainAll(ids);
    return stale;
  }
}
