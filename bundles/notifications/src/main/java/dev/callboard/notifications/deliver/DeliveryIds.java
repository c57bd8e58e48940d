package dev.callboard.notifications.deliver;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes ids that nobody guesses, and that have the order in which they were made. Thread-safe. */
final class DeliveryIds {
  private final AtomicInteger count = new AtomicInteger();
  private final SecureRandom random = new SecureRandom();

  String next(long millis) {
    return String.format(
        "%012x-%06x-%016x", millis, count.getAndIncrement() & 0xff_ffff, random.nextLong());
  }
}
