package dev.callboard.scaffolder.compliance;

import static java.util.Objects.requireNonNull;

/**
 * What a check came to.
 *
 * @param check the id of the check
 * @param outcome what it came to
 * @param message why, for people; may be empty where all is well
 */
public record CheckResult(String check, Outcome outcome, String message) {
  /** What a check can come to. */
  public enum Outcome {
    /** All is well. */
    PASS,
    /** It is not as it has to be. */
    FAIL,
    /** It could not be found out. */
    UNKNOWN,
    /** The check says nothing of such things. */
    NOT_APPLICABLE
  }

  /** Checks the arguments. */
  public CheckResult {
    requireNonNull(check, "check is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(message, "message is null");
  }
}
