package dev.callboard.scaffolder.compliance;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that checks entities and files. The action {@code compliance:require} asks all that are
 * there, and fails a run when what it made does not pass. It can be used from the moment it is
 * registered.
 *
 * <p>Called on threads of tasks, several at a time; may block, and is interrupted when the task is
 * cancelled. It must change nothing: it is asked in dry runs too. What it throws fails the step
 * with the message; secrets do not belong there.
 */
@ConsumerType
public interface ComplianceEvaluator {
  /** Returns the checks that it knows now; not null. */
  List<ComplianceCheck> checks();

  /**
   * Returns the levels that something can reach, such as bronze, silver and gold, from the lowest
   * to the highest; empty when it knows none.
   */
  default List<String> levels() {
    return List.of();
  }

  /**
   * Checks something.
   *
   * @param request what to check, and which of {@link #checks} and {@link #levels} are asked for;
   *     others are never asked for
   * @return a result for each check that was asked for, in an order that stays the same; not null
   */
  List<CheckResult> evaluate(ComplianceRequest request);
}
