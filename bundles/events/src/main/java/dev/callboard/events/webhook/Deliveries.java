package dev.callboard.events.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The deliveries of the last minutes, so that one that comes again has no effect: senders repeat
 * what they got no answer to, and others may repeat what they overheard. In memory only: whoever
 * acts on an event must bear it twice. Thread-safe.
 */
final class Deliveries {
  private final Clock clock;
  private final Map<String, Long> seen = new LinkedHashMap<>();

  Deliveries(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes down a delivery; returns whether it is new.
   *
   * @param most how many are kept; the oldest are forgotten first
   */
  synchronized boolean isNew(String key, int most, Duration window) {
    long now = clock.millis();
    Iterator<Long> oldest = seen.values().iterator();
    while (oldest.hasNext() && now - oldest.next() >= window.toMillis()) {
      oldest.remove();
    }
    if (seen.containsKey(key)) {
      return false;
    }
    seen.put(key, now);
    Iterator<String> first = seen.keySet().iterator();
    while (seen.size() > most) {
      first.next();
      first.remove();
    }
    return true;
  }

  /** Forgets a delivery that could not be taken, so that it can come again. */
  synchronized void forget(String key) {
    seen.remove(key);
  }
}
