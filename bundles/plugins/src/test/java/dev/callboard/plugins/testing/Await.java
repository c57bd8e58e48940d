package dev.callboard.plugins.testing;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for conditions. */
public final class Await {
  private Await() {}

  /** Returns the first value that fits, and fails with the last one seen when none does in time. */
  public static <T> T until(String what, Duration deadline, Supplier<T> value, Predicate<T> fits)
      throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    T last = value.get();
    while (!fits.test(last)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(what + " did not happen in " + deadline + "; last seen: " + last);
      }
      Thread.sleep(10);
      last = value.get();
    }
    return last;
  }
}
