package dev.callboard.http.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what callers have under way, by name. */
public final class Callers {
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

  /** Counts one more for the caller; returns false, and does not count, beyond the limit. */
  public boolean enter(String name, int limit) {
    boolean[] entered = new boolean[1];
    counts.compute(
        name,
        (key, known) -> {
          AtomicInteger count = known == null ? new AtomicInteger() : known;
          entered[0] = count.get() < limit;
          if (entered[0]) {
            count.incrementAndGet();
          }
          return count.get() == 0 ? null : count;
        });
    return entered[0];
  }

  /** Counts one less. */
  public void leave(String name) {
    counts.computeIfPresent(name, (key, count) -> count.decrementAndGet() <= 0 ? null : count);
  }

  int count(String name) {
    AtomicInteger count = counts.get(name);
    return count == null ? 0 : count.get();
  }
}
