package dev.callboard.http.gateway;

import dev.callboard.http.settings.GatewaySettings;

/**
 * The circuit breaker of one plugin. It opens when half of the last requests failed by the plugin's
 * fault; after a pause one request is let through, and its end decides.
 */
final class Breaker {
  private static final int CLOSED = 0;
  private static final int OPEN = 1;
  private static final int HALF_OPEN = 2;

  private final boolean[] failed;
  private final long pauseNanos;
  private int next;
  private int seen;
  private int failures;
  private int state = CLOSED;
  private long openedAt;

  /** Read without the lock: a request of a healthy plugin takes no lock to enter. */
  private volatile boolean closed = true;

  Breaker(GatewaySettings settings) {
    this.failed = new boolean[Math.max(1, settings.breakerWindow())];
    this.pauseNanos = settings.breakerPause().toNanos();
  }

  /** Returns whether a request may go to the plugin. */
  boolean lets(long now) {
    return closed || letsProbe(now);
  }

  private synchronized boolean letsProbe(long now) {
    if (state == CLOSED) {
      return true;
    }
    if (state == OPEN && now - openedAt >= pauseNanos) {
      state = HALF_OPEN;
      openedAt = now;
      return true;
    }
    // A probe that never ends must not keep the breaker half-open for ever.
    if (state == HALF_OPEN && now - openedAt >= pauseNanos) {
      openedAt = now;
      return true;
    }
    return false;
  }

  /** Notes how a request that was let through ended. */
  synchronized void record(boolean failure, long now) {
    if (state == HALF_OPEN) {
      close(!failure, now);
      return;
    }
    if (state == OPEN) {
      return;
    }
    if (seen == failed.length) {
      failures -= failed[next] ? 1 : 0;
    } else {
      seen++;
    }
    failed[next] = failure;
    failures += failure ? 1 : 0;
    next = (next + 1) % failed.length;
    if (failure && seen == failed.length && failures * 2 >= seen) {
      close(false, now);
    }
  }

  private void close(boolean close, long now) {
    state = close ? CLOSED : OPEN;
    closed = close;
    openedAt = now;
    next = 0;
    seen = 0;
    failures = 0;
  }

  synchronized String state() {
    return switch (state) {
      case OPEN -> "open";
      case HALF_OPEN -> "half-open";
      default -> "closed";
    };
  }
}
