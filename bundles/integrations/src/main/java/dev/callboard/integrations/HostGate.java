package dev.callboard.integrations;

import dev.callboard.integrations.api.HostStatus;
import dev.callboard.platform.error.PortalException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Lets requests to one host through: so many at a time, so many a minute, none while the host wants
 * none, and none for a while after several have failed in a row. After that while one request is
 * let through; when it fails too, the next while is twice as long. Thread-safe.
 */
final class HostGate {
  private final String type;
  private final String name;
  private final Supplier<ReadingLimits> limits;
  private final Clock clock;
  private final RandomGenerator random;
  private int perMinute;
  private int running;
  private int failures;
  private boolean probing;
  private boolean limited;
  private Instant closedUntil = Instant.MIN;
  private long rateLimit = -1;
  private long rateLeft = -1;
  private Instant minute = Instant.MIN;
  private int sentInMinute;

  HostGate(
      String type,
      String name,
      Supplier<ReadingLimits> limits,
      Clock clock,
      RandomGenerator random) {
    this.type = type;
    this.name = name;
    this.limits = limits;
    this.clock = clock;
    this.random = random;
  }

  synchronized void perMinute(int requests) {
    perMinute = requests;
  }

  /**
   * Waits until a request may be sent.
   *
   * @param wait how long at most
   * @param shown what is to be read
   */
  synchronized void enter(Duration wait, String shown) {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      checkOpen(shown);
      long pause = pause();
      if (pause == 0) {
        break;
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw PortalException.unavailable(
            "'" + shown + "' could not be read, too many requests to " + name + " are waiting");
      }
      await(Math.min(pause, Math.max(1, left / 1_000_000)), shown);
    }
    running++;
    sentInMinute++;
    probing |= failures >= limits.get().failures();
  }

  private void await(long millis, String shown) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortalException.unavailable("reading '" + shown + "' was interrupted");
    }
  }

  private void checkOpen(String shown) {
    if (clock.instant().isBefore(closedUntil) || probing) {
      // The text stays the same for as long as the host stays away: it becomes the state of what
      // cannot be read, and each new text would be a change.
      throw PortalException.unavailable(
          "'"
              + shown
              + "' could not be read, "
              + name
              + (limited
                  ? " allows no more requests for a while"
                  : " does not answer and is left alone for a while"));
    }
  }

  /** Returns 0 when a request may be sent, else after how many milliseconds to look again. */
  private long pause() {
    if (running >= limits.get().parallel()) {
      return 1_000;
    }
    if (perMinute <= 0) {
      return 0;
    }
    Instant now = clock.instant();
    Instant end = minute.equals(Instant.MIN) ? now : minute.plusSeconds(60);
    if (!now.isBefore(end)) {
      minute = now;
      sentInMinute = 0;
      return 0;
    }
    return sentInMinute < perMinute ? 0 : Math.max(1, Duration.between(now, end).toMillis());
  }

  /** The host answered as a host should, whatever it said. */
  synchronized void succeeded() {
    left();
    failures = 0;
    if (!clock.instant().isBefore(closedUntil)) {
      limited = false;
    }
  }

  /** The host did not answer, or said that it cannot. */
  synchronized void failed() {
    left();
    ReadingLimits current = limits.get();
    failures++;
    if (failures < current.failures()) {
      return;
    }
    int doublings = Math.min(20, failures - current.failures());
    long longest = current.longestPause().toMillis();
    long pause = Math.min(longest, current.pause().toMillis() << doublings);
    // Servers that lost the same host must not come back to it all at once.
    close(clock.instant().plusMillis(pause + random.nextLong(pause / 5 + 1)), false);
  }

  /** The request ended for a reason that says nothing about the host. */
  synchronized void cancelled() {
    left();
  }

  private void left() {
    running--;
    probing = false;
    notifyAll();
  }

  /** The host wants no requests before a time. */
  synchronized void limited(Instant until) {
    close(until, true);
  }

  private void close(Instant until, boolean byRate) {
    if (until.isAfter(closedUntil)) {
      closedUntil = until;
      limited = byRate;
    }
  }

  synchronized void rate(long limit, long left) {
    rateLimit = limit;
    rateLeft = left;
  }

  /** Returns whether requests that are not needed had better not be sent. */
  synchronized boolean scarce() {
    return rateLimit > 0 && rateLeft >= 0 && rateLeft < rateLimit / 5;
  }

  synchronized HostStatus status() {
    boolean closed = clock.instant().isBefore(closedUntil);
    return new HostStatus(
        type,
        name,
        failures,
        closed ? Optional.of(closedUntil) : Optional.empty(),
        rateLimit,
        rateLeft);
  }
}
