package dev.callboard.search.follow;

import java.time.Duration;

/** When to try again what failed: ever more seldom. Read by any thread, changed by one. */
final class Retries {
  private final Duration first;
  private final Duration longest;
  private Duration next;
  private volatile String problem = "";

  Retries(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /** Returns what went wrong last, empty when all is well. */
  String problem() {
    return problem;
  }

  void succeeded() {
    problem = "";
    next = first;
  }

  /** Returns how long to wait. */
  Duration failed(String why) {
    problem = why;
    Duration now = next;
    Duration doubled = now.multipliedBy(2);
    next = doubled.compareTo(longest) > 0 ? longest : doubled;
    return now;
  }
}
