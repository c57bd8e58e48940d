package dev.callboard.scaffolder.compliance;

import static java.util.Objects.requireNonNull;

/**
 * A check.
 *
 * @param id by which templates ask for it, such as {@code has-owner}
 * @param title what people see
 */
public record ComplianceCheck(String id, String title) {
  /** Checks the arguments. */
  public ComplianceCheck {
    requireNonNull(id, "id is null");
    requireNonNull(title, "title is null");
  }
}
