package dev.callboard.scorecards.define;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A check. Immutable.
 *
 * @param id by which everything names it
 * @param title what must be so, for people
 * @param description why it matters; may be empty
 * @param appliesTo the entities that it says something of
 * @param pass what must hold
 * @param message what is told when it does not; {@code {path}} stands for what is there. May be
 *     empty
 * @param advice what to do then; may be empty
 * @param link where one can read more; may be empty
 * @param evidence the provider whose evidence is shown, or a path to an address; may be empty
 * @param weight what it counts in a score
 * @param onFiles whether it can be told of files that are not in the catalog yet
 */
public record Check(
    String id,
    String title,
    String description,
    Predicate appliesTo,
    Predicate pass,
    String message,
    String advice,
    String link,
    String evidence,
    int weight,
    boolean onFiles) {
  /** Returns the providers whose facts it needs. */
  public Set<String> providers() {
    Set<String> all = new LinkedHashSet<>();
    pass.paths(path -> all.add(Scope.provider(path)));
    appliesTo.paths(path -> all.add(Scope.provider(path)));
    all.remove("");
    return all;
  }
}
