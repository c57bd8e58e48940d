package dev.callboard.catalog.write;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.changes.Cause;

/**
 * How something is written.
 *
 * @param cause who asks for it and why
 * @param precondition which version of the entity has to be there
 * @param dryRun whether everything is done but storing it
 * @param guard is asked about each entity with what is stored of it
 */
public record WriteOptions(
    Cause cause, Precondition precondition, boolean dryRun, WriteGuard guard) {
  /** Checks the arguments. */
  public WriteOptions {
    requireNonNull(cause, "cause is null");
    requireNonNull(precondition, "precondition is null");
    requireNonNull(guard, "guard is null");
  }

  /**
   * Makes options for a caller whose rights have been checked.
   *
   * @param ifMatch the etag that the entity must have, or null
   */
  public WriteOptions(Cause cause, String ifMatch, boolean dryRun) {
    this(cause, Precondition.ifMatch(ifMatch), dryRun, WriteGuard.ANYTHING);
  }
}
