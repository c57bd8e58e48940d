package dev.callboard.database;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Remembers whether the database could be reached last, and keeps callers from waiting one after
 * the other for a database that is not there: while it is away, one of them tries in each interval.
 * Thread-safe.
 */
final class Availability {
  private static final long INTERVAL_NANOS = 1_000_000_000L;

  private final LongSupplier nanos;
  private String reason;
  private long nextTry;

  Availability(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Whether the caller may try to connect. */
  synchronized boolean mayTry() {
    if (reason == null) {
      return true;
    }
    if (nanos.getAsLong() - nextTry < 0) {
      return false;
    }
    nextTry = nanos.getAsLong() + INTERVAL_NANOS;
    return true;
  }

  synchronized void failed(String why) {
    reason = why;
    nextTry = nanos.getAsLong() + INTERVAL_NANOS;
  }

  synchronized void reached() {
    reason = null;
  }

  /** Why the database cannot be used, or empty when it can. */
  synchronized Optional<String> reason() {
    return Optional.ofNullable(reason);
  }
}
