package dev.callboard.events.webhook;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * How often something happened in the present minute. Bounded: when there are too many different
 * things, those beyond share one count. Thread-safe.
 */
final class MinuteCounts {
  static final int MAX_KEYS = 10_000;

  private final Clock clock;
  private final Map<String, Integer> counts = new HashMap<>();
  private long minute;

  MinuteCounts(Clock clock) {
    this.clock = clock;
  }

  /** Counts one more and returns how many there are now. */
  synchronized int add(String key) {
    long now = clock.millis() / 60_000;
    if (now != minute) {
      minute = now;
      counts.clear();
    }
    boolean room = counts.containsKey(key) || counts.size() < MAX_KEYS;
    return counts.merge(room ? key : "", 1, Integer::sum);
  }
}
