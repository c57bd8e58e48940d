package dev.callboard.catalog.store;

/**
 * Where a transaction stands in the order of commits.
 *
 * @param seq the last number of a change
 * @param links the last number of an entity that others list
 */
public record Position(long seq, long links) {
  /** Before everything. */
  public static final Position START = new Position(0, 0);

  /** Returns how many of both there are: it grows with each commit that numbers anything. */
  public long version() {
    return seq + links;
  }
}
