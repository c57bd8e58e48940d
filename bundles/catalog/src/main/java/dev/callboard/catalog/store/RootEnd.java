package dev.callboard.catalog.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known when a root has been read to the end.
 *
 * @param isGone tells of the key of a file whether the root no longer has it
 * @param lost claims that did not get their reference
 * @param orphanCandidates entities that a file no longer lists
 * @param dirty entities whose final form is to be made anew
 * @param targetErrors for each Location entity read what went wrong with its targets, as JSON text,
 *     or null
 * @param created how many entities this reading created
 * @param limit how much it may delete
 */
public record RootEnd(
    Predicate<String> isGone,
    List<Changes.Lost> lost,
    Set<String> orphanCandidates,
    Set<String> dirty,
    Map<String, String> targetErrors,
    int created,
    MassDeletion limit) {
  /** Creates the end of what somebody asked for: it may delete everything. */
  public RootEnd(
      Predicate<String> isGone,
      List<Changes.Lost> lost,
      Set<String> orphanCandidates,
      Set<String> dirty,
      Map<String, String> targetErrors) {
    this(isGone, lost, orphanCandidates, dirty, targetErrors, 0, MassDeletion.UNGUARDED);
  }
}
