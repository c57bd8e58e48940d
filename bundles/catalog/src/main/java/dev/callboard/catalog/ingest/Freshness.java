package dev.callboard.catalog.ingest;

import dev.callboard.catalog.store.SourceRow;
import java.time.Duration;

/**
 * Tells whether what a file gave before can still be used when the file has not changed.
 *
 * @param now what it would be processed with
 * @param strict whether kinds that are gone have to be noticed
 * @param time the time in milliseconds
 */
record Freshness(Generation now, boolean strict, long time) {
  /** The state of a file that a processor failed on. */
  static final String RETRY = "retry";

  private static final long RETRY_PAUSE = Duration.ofMinutes(1).toMillis();

  /**
   * Returns whether it can.
   *
   * @param before as it was read last, may be null
   * @param parentRef the Location entity that names it now
   */
  boolean holds(SourceRow before, String parentRef) {
    return before != null
        && !before.state().equals("unreadable")
        && before.parentRef().equals(parentRef)
        && Generation.parse(before.generation()).serves(now, strict)
        && !isDue(before);
  }

  /** A processor that failed is asked again, but not at every turn. */
  private boolean isDue(SourceRow before) {
    return before.state().equals(RETRY) && time - before.readAt() >= RETRY_PAUSE;
  }
}
