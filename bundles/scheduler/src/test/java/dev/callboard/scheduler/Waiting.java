package dev.callboard.scheduler;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions. */
final class Waiting {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private Waiting() {}

  static void until(String what, BooleanSupplier condition) {
    until(what, condition, () -> "");
  }

  static void until(String what, BooleanSupplier condition, Supplier<Object> lastSeen) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("expected within " + DEADLINE + ": " + what + ", last seen: " + lastSeen.get());
      }
      Thread.onSpinWait();
      Thread.yield();
    }
  }
}
