package dev.callboard.integrations.git;

import dev.callboard.integrations.api.CommitVisitor;
import dev.callboard.integrations.api.SourceChange;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.TreeWriter;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last changes of files at remote repositories. What was found for one commit is kept, so that
 * after a push a few commits are fetched and not all. Thread-safe; blocks.
 */
final class RemoteHistories {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteHistories.class);
  private static final int KEPT = 256;
  private static final int FEW = 16;

  private record Key(String remote, String folder, int commits) {}

  private record Known(ObjectId commit, Map<String, SourceChange> changes) {}

  private final RemoteGit remote;
  private final HostAccess access;
  private final Map<Key, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
          return size() > KEPT;
        }
      };

  RemoteHistories(RemoteGit remote, HostAccess access) {
    this.remote = remote;
    this.access = access;
  }

  /** Work with a repository that has commits and folders only. */
  private interface Look<T> {
    T at(Repository history) throws IOException;
  }

  /** Tells a visitor the history up to a commit. */
  void commits(GitUrl url, ObjectId commit, int commits, CommitVisitor visitor, String shown)
      throws IOException {
    look(
        url,
        commit,
        commits,
        shown,
        history -> {
          CommitWalk.run(history, commit, commits, visitor);
          return null;
        });
  }

  /** Returns the changes; empty when the host does not give its history. */
  Map<String, SourceChange> changes(GitUrl url, ObjectId commit, int commits, String shown) {
    Key key = new Key(url.remote().toString(), url.file(), commits);
    try {
      Map<String, SourceChange> changes = Map.copyOf(find(url, commit, commits, get(key), shown));
      synchronized (known) {
        known.put(key, new Known(commit.copy(), changes));
      }
      return changes;
    } catch (IOException | PortalException e) {
      LOG.info("The history of {} cannot be read: {}", shown, e.getMessage());
      return Map.of();
    }
  }

  private Known get(Key key) {
    synchronized (known) {
      return known.get(key);
    }
  }

  private Map<String, SourceChange> find(
      GitUrl url, ObjectId commit, int commits, Known before, String shown) throws IOException {
    if (before != null && before.commit().equals(commit)) {
      return before.changes();
    }
    String folder = url.file();
    if (before != null && commits > FEW) {
      Optional<Map<String, SourceChange>> since =
          look(
              url,
              commit,
              FEW,
              shown,
              history ->
                  GitHistory.changesSince(
                      history, commit, folder, before.commit(), before.changes()));
      if (since.isPresent()) {
        return since.get();
      }
    }
    return look(
        url,
        commit,
        commits,
        shown,
        history -> GitHistory.changes(history, commit, folder, commits));
  }

  private <T> T look(GitUrl url, ObjectId commit, int commits, String shown, Look<T> look)
      throws IOException {
    List<TreeWriter> directories = new ArrayList<>();
    try (Repository history =
        remote.fetchHistory(url, commit, commits, () -> scratch(directories), shown)) {
      return look.at(history);
    } finally {
      directories.forEach(TreeWriter::close);
    }
  }

  private Path scratch(List<TreeWriter> directories) {
    TreeWriter directory = access.newTree();
    directories.add(directory);
    return directory.scratch();
  }
}
