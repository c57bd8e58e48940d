package dev.callboard.integrations.git;

import dev.callboard.integrations.api.SourceChange;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Finds the last change of all files of a folder in one walk through the history. A merge changes
 * only what differs from all its parents, as with {@code git log}. Reads no contents.
 */
final class GitHistory {
  private final Repository repository;
  private final String folder;
  private final Map<String, SourceChange> found = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  private GitHistory(Repository repository, String folder) {
    this.repository = repository;
    this.folder = folder;
  }

  /**
   * Returns the last changes.
   *
   * @param folder empty for the root
   * @param commits how many commits are looked at
   * @return by paths below the folder
   */
  static Map<String, SourceChange> changes(
      Repository repository, ObjectId commit, String folder, int commits) throws IOException {
    GitHistory history = new GitHistory(repository, folder);
    history.walk(commit, commits, null);
    return history.found;
  }

  /**
   * Returns the last changes with those of an earlier commit, of which nothing is looked at again;
   * empty when the commits since then are not all there.
   */
  static Optional<Map<String, SourceChange>> changesSince(
      Repository repository,
      ObjectId commit,
      String folder,
      ObjectId earlier,
      Map<String, SourceChange> then)
      throws IOException {
    GitHistory history = new GitHistory(repository, folder);
    if (!repository.getObjectDatabase().has(earlier)
        || !history.walk(commit, Integer.MAX_VALUE, earlier)) {
      return Optional.empty();
    }
    for (String path : history.open) {
      String name = history.below(path);
      if (then.containsKey(name)) {
        history.found.put(name, then.get(name));
      }
    }
    return Optional.of(history.found);
  }

  /** Returns whether no commit was met at which the history was cut off. */
  private boolean walk(ObjectId tip, int commits, ObjectId earlier) throws IOException {
    Set<ObjectId> cut = repository.getObjectDatabase().getShallowCommits();
    boolean whole = true;
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRetainBody(true);
      RevCommit first = walk.parseCommit(tip);
      open.addAll(files(first));
      walk.markStart(first);
      if (earlier != null) {
        walk.markUninteresting(walk.parseCommit(earlier));
      }
      int left = commits;
      for (RevCommit next = walk.next(); next != null && left > 0; next = walk.next()) {
        left--;
        // where the history was cut off, everything would seem to be new
        whole = whole && !cut.contains(next);
        if (!cut.contains(next)) {
          look(walk, next);
        }
        if (open.isEmpty()) {
          break;
        }
      }
    }
    return whole;
  }

  private Set<String> files(RevCommit commit) throws IOException {
    Set<String> files = new HashSet<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(commit.getTree());
      walk.setRecursive(true);
      walk.setFilter(folder.isEmpty() ? TreeFilter.ALL : PathFilter.create(folder));
      while (walk.next()) {
        files.add(walk.getPathString());
      }
    }
    return files;
  }

  private void look(RevWalk commits, RevCommit commit) throws IOException {
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(commit.getTree());
      for (RevCommit parent : commit.getParents()) {
        walk.addTree(commits.parseCommit(parent).getTree());
      }
      if (commit.getParentCount() == 0) {
        walk.addTree(new EmptyTreeIterator());
      }
      walk.setRecursive(true);
      walk.setFilter(
          folder.isEmpty()
              ? TreeFilter.ANY_DIFF
              : AndTreeFilter.create(PathFilter.create(folder), TreeFilter.ANY_DIFF));
      while (walk.next()) {
        if (differsFromAll(walk) && open.remove(walk.getPathString())) {
          found.put(below(walk.getPathString()), change(commit));
        }
      }
    }
  }

  private static boolean differsFromAll(TreeWalk walk) {
    for (int parent = 1; parent < walk.getTreeCount(); parent++) {
      if (walk.idEqual(0, parent) && walk.getRawMode(0) == walk.getRawMode(parent)) {
        return false;
      }
    }
    return true;
  }

  private String below(String path) {
    return folder.isEmpty() ? path : path.substring(folder.length() + 1);
  }

  private static SourceChange change(RevCommit commit) {
    return new SourceChange(
        Instant.ofEpochSecond(commit.getCommitTime()),
        commit.getAuthorIdent().getName(),
        commit.name());
  }
}
