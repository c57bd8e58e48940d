package dev.callboard.scorecards.define;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The checks and scorecards in force. Immutable.
 *
 * @param checks by id
 * @param scorecards by id
 * @param problems what is left out, and why
 * @param digest another one when something that counts has changed
 */
public record Definitions(
    Map<String, Check> checks,
    Map<String, Scorecard> scorecards,
    List<Problem> problems,
    String digest) {
  /** Returns the levels of all scorecards, from the lowest to the highest. */
  public List<String> levels() {
    Set<String> all = new LinkedHashSet<>();
    scorecards.values().forEach(card -> card.levels().forEach(level -> all.add(level.id())));
    return List.copyOf(all);
  }
}
