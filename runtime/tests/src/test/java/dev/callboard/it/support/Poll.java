package dev.callboard.it.support;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Waits for a condition, with a deadline and a message that tells what was seen last. */
public final class Poll {
  private Poll() {}

  /**
   * Waits until a value is as expected and returns it.
   *
   * @param what what is waited for, in words
   * @param deadline how long at the most
   * @param value reads the value; an exception or a failed assertion counts as "not yet"
   * @param expected what it should be like
   */
  public static <T> T until(
      String what, Duration deadline, Callable<T> value, Predicate<T> expected) {
    long end = System.nanoTime() + deadline.toNanos();
    Object last = null;
    do {
      try {
        T current = value.call();
        last = current;
        if (expected.test(current)) {
          return current;
        }
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + what, e);
      } catch (Exception | AssertionError e) {
        last = e;
        pause();
      }
    } while (System.nanoTime() < end);
    throw new AssertionError("waited " + deadline + " for " + what + ", last seen: " + last);
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
