package dev.callboard.scheduler;

import java.time.Duration;
import java.time.Instant;

/** Time and a timer, so that tests can own both. Thread-safe. */
interface Clockwork {
  /** Returns a time that only runs forward, in nanoseconds from an arbitrary origin. */
  long nanos();

  /** Returns the time of day, which may jump. */
  Instant now();

  /**
   * Runs an action once. It runs on the timer's only thread, so it must hand longer work over.
   *
   * @return cancels the action when it has not begun
   */
  Runnable after(Duration delay, Runnable action);
}
