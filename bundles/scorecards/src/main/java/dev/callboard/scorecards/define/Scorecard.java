package dev.callboard.scorecards.define;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks in levels. Immutable.
 *
 * @param id by which everything names it
 * @param title what people see
 * @param description what it is for; may be empty
 * @param appliesTo the entities that have it
 * @param levels from the lowest to the highest; each asks for those below it, too
 */
public record Scorecard(
    String id, String title, String description, Predicate appliesTo, List<Level> levels) {
  /**
   * A level.
   *
   * @param id such as {@code bronze}
   * @param title what people see
   * @param checks the ids of what it asks for beyond the levels below
   */
  public record Level(String id, String title, List<String> checks) {}

  /** Returns the ids of all checks, in their order. */
  public Set<String> checks() {
    Set<String> all = new LinkedHashSet<>();
    levels.forEach(level -> all.addAll(level.checks()));
    return all;
  }

  /** Returns the ids of the checks of a level and of those below it; empty when it has no such. */
  public Set<String> checks(String level) {
    Set<String> all = new LinkedHashSet<>();
    for (Level each : levels) {
      all.addAll(each.checks());
      if (each.id().equals(level)) {
        return all;
      }
    }
    return Set.of();
  }
}
