package dev.callboard.ownership.authorship;

import dev.callboard.integrations.api.CommitVisitor;
import dev.callboard.integrations.api.SourceCommit;
import dev.callboard.integrations.api.SourceCommit.How;
import dev.callboard.integrations.api.SourceCommit.Touched;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Takes the history of a repository and counts it for the folders of several entities at once. A
 * file is followed back through moves. Not thread-safe.
 */
public final class RepositoryHistory implements CommitVisitor {
  private final String known;
  private final int mostFiles;
  private final Predicate<String> excluded;
  private final BiFunction<String, String, Optional<String>> people;
  private final Map<String, Tally> folders = new HashMap<>();
  private final Map<String, FileHistory> current = new HashMap<>();
  private final List<String> paths = new ArrayList<>();
  private String commit = "";
  private boolean same;
  private boolean whole = true;
  private int commits;

  /**
   * Prepares to count.
   *
   * @param known the commit of which all is known, or an empty text
   * @param wanted the folders of the entities, empty for the root
   * @param mostFiles how many files are followed
   * @param excluded tells which paths nobody owns, such as those of others' code
   * @param people tells who an author's name and e-mail address stand for, and nobody for a machine
   */
  public RepositoryHistory(
      String known,
      Collection<String> wanted,
      int mostFiles,
      Predicate<String> excluded,
      BiFunction<String, String, Optional<String>> people) {
    this.known = known;
    this.mostFiles = mostFiles;
    this.excluded = excluded;
    this.people = people;
    wanted.forEach(folder -> folders.put(folder, new Tally()));
  }

  @Override
  public boolean start(String newest) {
    commit = newest;
    same = newest.equals(known);
    return !same;
  }

  @Override
  public void files(List<String> all) {
    for (String path : all) {
      Set<String> around = folders(path);
      if (around.isEmpty() || excluded.test(path)) {
        continue;
      }
      if (paths.size() == mostFiles) {
        whole = false;
        return;
      }
      FileHistory file = new FileHistory();
      paths.add(path);
      current.put(path, file);
      around.forEach(folder -> folders.get(folder).file(file));
    }
  }

  @Override
  public boolean commit(SourceCommit next) {
    Optional<String> person = people.apply(next.name(), next.email());
    Set<String> touched = new HashSet<>();
    Map<String, FileHistory> moved = new HashMap<>();
    for (Touched each : next.files()) {
      FileHistory file = current.get(each.path());
      person.ifPresent(who -> note(file, who, each.how()));
      if (each.how() != How.CHANGED) {
        current.remove(each.path());
      }
      if (each.how() == How.MOVED && file != null) {
        moved.put(each.from(), file);
      }
      if (!excluded.test(each.path())) {
        touched.addAll(folders(each.path()));
      }
    }
    current.putAll(moved);
    commits++;
    person.ifPresent(
        who ->
            touched.forEach(folder -> folders.get(folder).commit(who, next.at().toEpochMilli())));
    return true;
  }

  private static void note(FileHistory file, String who, How how) {
    if (file == null) {
      return;
    }
    if (how == How.ADDED) {
      file.created(who);
    } else {
      file.changed(who);
    }
  }

  @Override
  public void cut() {
    whole = false;
  }

  /** Returns the folders of entities that a path is in. */
  private Set<String> folders(String path) {
    Set<String> around = new HashSet<>();
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      String folder = path.substring(0, slash);
      if (folders.containsKey(folder)) {
        around.add(folder);
      }
    }
    if (folders.containsKey("")) {
      around.add("");
    }
    return around;
  }

  /** Returns the newest commit. */
  public String newest() {
    return commit;
  }

  /** Returns whether the newest commit was known already, so that nothing was counted. */
  public boolean isSame() {
    return same;
  }

  /** Returns whether all commits and all files were counted. */
  public boolean isWhole() {
    return whole;
  }

  /** Returns how many commits were counted. */
  public int commits() {
    return commits;
  }

  /** Returns the files at the newest commit that somebody may own. */
  public List<String> paths() {
    return List.copyOf(paths);
  }

  /** Returns what was counted for a folder. */
  public Summary summary(String folder) {
    return folders.get(folder).summary();
  }
}
