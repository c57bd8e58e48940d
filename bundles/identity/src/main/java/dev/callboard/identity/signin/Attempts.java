package dev.callboard.identity.signin;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts attempts to sign in that failed or are under way, by address and by account. Counted
 * before they are made, so that many at once gain nothing. Thread-safe.
 */
final class Attempts {
  private static final int REMEMBERED = 20_000;

  private final LongSupplier nanos;
  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > REMEMBERED;
        }
      };

  private static final class Count {
    private final long since;
    private long number;
    private long refused;

    Count(long since) {
      this.since = since;
    }
  }

  Attempts(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Counts an attempt.
   *
   * @throws PortalException with code {@code TOO_MANY_REQUESTS} when there were too many
   */
  synchronized void begin(String key, long limit, Duration window) {
    long now = nanos.getAsLong();
    Count count = counts.get(key);
    if (count == null || now - count.since >= window.toNanos()) {
      counts.remove(key);
      count = new Count(now);
      counts.put(key, count);
    }
    if (count.number >= limit) {
      count.refused++;
      throw new PortalException(
          ErrorCode.TOO_MANY_REQUESTS,
          "Too many attempts to sign in failed; try again in " + window.toMinutes() + " minutes");
    }
    count.number++;
  }

  /**
   * Returns whether a refusal is not the first one of its time: to tell of it again says nothing.
   */
  synchronized boolean wasRefusedBefore(String key) {
    Count count = counts.get(key);
    return count != null && count.refused > 1;
  }

  /** Takes an attempt back, because it succeeded. */
  synchronized void succeeded(String key) {
    Count count = counts.get(key);
    if (count != null && count.number > 0) {
      count.number--;
    }
  }
}
