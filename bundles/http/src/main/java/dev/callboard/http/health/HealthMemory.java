package dev.callboard.http.health;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.hc.api.Result;

/** Remembers since when each check says what it says, as far as it was asked. Thread-safe. */
final class HealthMemory {
  private record Seen(Result.Status status, Instant since) {}

  private final Map<Object, Seen> seen = new ConcurrentHashMap<>();
  private final Clock clock;

  HealthMemory(Clock clock) {
    this.clock = clock;
  }

  /** Takes note of what a check says, and returns when it began to. */
  Instant since(Object check, Result.Status status) {
    return seen.compute(
            check,
            (key, before) ->
                before != null && before.status == status
                    ? before
                    : new Seen(status, clock.instant()))
        .since();
  }

  /** Forgets checks that are gone. */
  void keep(Set<?> checks) {
    seen.keySet().retainAll(checks);
  }
}
