package dev.callboard.catalog.changes;

import java.util.List;

/**
 * The change log as a service. Thread-safe; {@link #after} and {@link #last} block and throw a
 * {@code PortalException} with code {@code SERVICE_UNAVAILABLE} when the database does not answer.
 */
public interface ChangeLog {
  /**
   * Returns changes in their order.
   *
   * @param seq the number before the first one wanted
   * @param limit how many at the most
   */
  List<Change> after(long seq, int limit);

  /** Returns the number of the last change, 0 when there was none. */
  long last();

  /**
   * Returns the first number from which on no change is missing: older ones may have been purged.
   */
  long first();

  /**
   * Has somebody woken soon after changes, of this node or of another one. A wake may come for
   * nothing, and one that is lost is followed by the next, so look at {@link #last}.
   *
   * @param wake is called on the thread that committed: it must only take a note and return
   * @return ends it
   */
  AutoCloseable onChange(Runnable wake);
}
