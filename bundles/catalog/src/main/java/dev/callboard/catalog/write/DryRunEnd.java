package dev.callboard.catalog.write;

/** Undoes the transaction of a dry run. */
final class DryRunEnd extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DryRunEnd() {
    super("dry run", null, false, false);
  }
}
