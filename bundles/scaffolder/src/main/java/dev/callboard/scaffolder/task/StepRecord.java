package dev.callboard.scaffolder.task;

import java.util.Map;
import java.util.Optional;

/**
 * A row of the journal.
 *
 * @param step the position of the step, from 0
 * @param turn the position in its {@code each}, or {@link #WHOLE} for the step itself
 * @param state where it is
 * @param output its outputs by name; empty before it has ended
 * @param error {@code name} and {@code message} of its failure, or empty
 */
record StepRecord(
    int step,
    int turn,
    StepState state,
    Map<String, Object> output,
    Optional<Map<String, Object>> error) {
  /** The turn of the step itself. */
  static final int WHOLE = -1;
}
