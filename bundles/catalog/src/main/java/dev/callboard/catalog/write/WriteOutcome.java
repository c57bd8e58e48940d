package dev.callboard.catalog.write;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import java.util.Optional;

/**
 * What became of one of several entities.
 *
 * @param ref the canonical reference
 * @param result the entity, empty when it was not written
 * @param refusal why it was not written; empty too when it was left out because of another one
 */
public record WriteOutcome(
    String ref, Optional<WriteResult> result, Optional<PortalException> refusal) {
  /** Checks the arguments. */
  public WriteOutcome {
    requireNonNull(ref, "ref is null");
    requireNonNull(result, "result is null");
    requireNonNull(refusal, "refusal is null");
  }

  static WriteOutcome written(WriteResult result) {
    return new WriteOutcome(result.ref(), Optional.of(result), Optional.empty());
  }

  static WriteOutcome refused(String ref, PortalException why) {
    return new WriteOutcome(ref, Optional.empty(), Optional.of(why));
  }

  /** Returns an outcome of one that could have been written. */
  static WriteOutcome leftOut(String ref) {
    return new WriteOutcome(ref, Optional.empty(), Optional.empty());
  }
}
