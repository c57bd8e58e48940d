package dev.callboard.search.query;

import dev.callboard.platform.config.Config;
import java.util.function.LongSupplier;

/**
 * How long one search may take to find out what its caller may see. What is not known then is not
 * shown, as in Backstage. For one search; not thread-safe.
 */
final class JudgeBudget {
  private static final long DEFAULT = 1_000;
  private static final long NANOS = 1_000_000;

  private final LongSupplier clock;
  private final long start;
  private final long longest;
  private boolean exceeded;

  private JudgeBudget(LongSupplier clock, long longest) {
    this.clock = clock;
    this.start = clock.getAsLong();
    this.longest = longest;
  }

  static JudgeBudget of(Config config, LongSupplier clock) {
    long millis = config.number("search.permissions.queryLatencyBudgetMs").orElse(DEFAULT);
    return new JudgeBudget(clock, millis * NANOS);
  }

  /** Returns whether one more resource may be judged. */
  boolean isLeft() {
    if (!exceeded) {
      exceeded = clock.getAsLong() - start >= longest;
    }
    return !exceeded;
  }

  /** Returns whether something was not judged. */
  boolean isExceeded() {
    return exceeded;
  }
}
