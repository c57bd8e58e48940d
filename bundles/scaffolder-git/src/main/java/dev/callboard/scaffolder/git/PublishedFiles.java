package dev.callboard.scaffolder.git;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.lib.ObjectChecker;

/**
 * Finds the files of a workspace that git would take. Names are checked as git's own server does
 * it, which knows how file systems of Windows and macOS read them.
 */
final class PublishedFiles {
  /** The rules of one {@code .gitignore}, and the path of its directory with a slash. */
  private record Rules(String directory, IgnoreNode node) {}

  private final ObjectChecker names = new ObjectChecker().setSafeForMacOS(true);
  private final List<WorkspaceEntry> files = new ArrayList<>();
  private final Workspace source;

  private PublishedFiles(Workspace source) {
    this.source = source;
  }

  static List<WorkspaceEntry> of(Workspace source) throws IOException {
    PublishedFiles found = new PublishedFiles(source);
    found.collect("", List.of());
    found.files.sort(Comparator.comparing(WorkspaceEntry::path));
    return List.copyOf(found.files);
  }

  private void collect(String directory, List<Rules> above) throws IOException {
    List<WorkspaceEntry> entries = source.list(directory);
    List<Rules> rules = new ArrayList<>(above);
    for (WorkspaceEntry entry : entries) {
      check(entry);
      if (entry.name().equals(".gitignore") && entry.isFile()) {
        rules.add(new Rules(directory.isEmpty() ? "" : directory + "/", parse(entry)));
      }
    }
    for (WorkspaceEntry entry : entries) {
      if (ignored(entry, rules)) {
        continue;
      }
      if (entry.isDirectory()) {
        collect(entry.path(), rules);
      } else if (entry.isFile()) {
        files.add(entry);
      } else {
        throw PortalException.input(
            "'" + entry.path() + "' is a symbolic link or a special file, which is not published");
      }
    }
  }

  private void check(WorkspaceEntry entry) {
    try {
      names.checkPathSegment(
          org.eclipse.jgit.lib.Constants.encode(entry.name()),
          0,
          org.eclipse.jgit.lib.Constants.encode(entry.name()).length);
    } catch (CorruptObjectException e) {
      throw PortalException.input(
          "'" + entry.path() + "' has a name that means something to git, and is not published");
    }
  }

  private IgnoreNode parse(WorkspaceEntry entry) throws IOException {
    IgnoreNode node = new IgnoreNode();
    try (InputStream in = source.read(entry.path())) {
      node.parse(in);
    }
    return node;
  }

  /** The rules nearest to the file decide, as in git; a directory that is ignored has no files. */
  private static boolean ignored(WorkspaceEntry entry, List<Rules> rules) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      Rules nearest = rules.get(i);
      String path = entry.path().substring(nearest.directory().length());
      Boolean decided = nearest.node().checkIgnored(path, entry.isDirectory());
      if (decided != null) {
        return decided;
      }
    }
    return false;
  }
}
