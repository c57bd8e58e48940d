package dev.callboard.source.webhooks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The files that a push changed.
 *
 * @param changed were added or modified, or got their name
 * @param removed are gone, or have another name now
 * @param complete whether these are all; otherwise any file may have changed
 */
record ChangedPaths(Set<String> changed, Set<String> removed, boolean complete) {
  /** Any file may have changed. */
  static final ChangedPaths UNKNOWN = new ChangedPaths(Set.of(), Set.of(), false);

  // GitHub cuts what it lists without saying so; nobody writes this many files by hand.
  private static final int MOST_PER_COMMIT = 1000;

  /**
   * Returns what commits with the lists {@code added}, {@code modified} and {@code removed} did one
   * after the other, as GitHub, GitLab and Gitea write them.
   */
  static ChangedPaths of(List<Object> commits, boolean complete) {
    Set<String> changed = new LinkedHashSet<>();
    Set<String> removed = new LinkedHashSet<>();
    boolean all = complete;
    for (Object commit : commits) {
      List<String> gone = Json.texts(commit, "removed");
      List<String> added = Json.texts(commit, "added");
      List<String> modified = Json.texts(commit, "modified");
      // A file that only changed its case is both removed and added.
      changed.removeAll(gone);
      removed.addAll(gone);
      changed.addAll(added);
      changed.addAll(modified);
      removed.removeAll(added);
      removed.removeAll(modified);
      all &= gone.size() + added.size() + modified.size() < MOST_PER_COMMIT;
    }
    return new ChangedPaths(changed, removed, all);
  }
}
