package dev.callboard.scaffolder.task;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A row of the journal.
 *
 * @param place which step or turn
 * @param state where it is
 * @param called whether its action was called, and may have had effects
 * @param output its outputs by name; empty before it has ended
 * @param error {@code name} and {@code message} of its failure, or empty
 */
record StepRecord(
    Place place,
    StepState state,
    boolean called,
    Output output,
    Optional<Map<String, Object>> error) {

  /**
   * What a step gave.
   *
   * @param values by name
   * @param secrets by name: a text, or a list of texts of a step with {@code each}
   * @param lost the names of secrets that were erased
   */
  record Output(Map<String, Object> values, Map<String, Object> secrets, Set<String> lost) {
    static final Output NONE = new Output(Map.of(), Map.of(), Set.of());

    static Output of(Map<String, Object> values) {
      return new Output(values, Map.of(), Set.of());
    }
  }

  /** Returns the record of an end. */
  static StepRecord ended(Place place, StepState state, Output output) {
    return new StepRecord(place, state, true, output, Optional.empty());
  }

  /** Returns the record of a failure. */
  static StepRecord failed(Place place, Map<String, Object> error) {
    return new StepRecord(place, StepState.FAILED, true, Output.NONE, Optional.of(error));
  }
}
