package dev.callboard.integrations.git;

import dev.callboard.integrations.api.CommitVisitor;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourceChange;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.TreeWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * Commits that were fetched a short while ago, so that many files of one commit are fetched once.
 * They are in temporary directories, which a server that was killed leaves to the next one to
 * delete. Thread-safe.
 */
final class Checkouts implements AutoCloseable {
  private static final int MOST = 16;
  private static final Duration KNOWN = Duration.ofSeconds(2);

  /** Work with the objects of a commit. */
  interface Work<T> {
    T with(Repository repository, ObjectId commit) throws java.io.IOException;
  }

  private record Key(String remote, String commit) {}

  private record Known(ObjectId commit, Instant at) {}

  private record Checkout(Repository repository, TreeWriter directory) {
    void close() {
      repository.close();
      directory.close();
    }
  }

  private final RemoteGit remote;
  private final HostAccess access;
  private final RemoteHistories histories;
  private final Map<Key, Checkout> checkouts = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Known> tips = new LinkedHashMap<>(16, 0.75f, true);

  Checkouts(RemoteGit remote, HostAccess access) {
    this.remote = remote;
    this.access = access;
    this.histories = new RemoteHistories(remote, access);
  }

  /**
   * Returns the commit of the URL; several files of one repository ask the host once.
   *
   * @param options {@link ReadOptions#asOf()} says since when what the host said still counts
   */
  ObjectId commit(GitUrl url, String shown, ReadOptions options) {
    String key = url.remote() + " " + url.ref();
    Instant now = Instant.now();
    Instant since = options.asOf().orElseGet(() -> now.minus(KNOWN));
    synchronized (tips) {
      Known known = tips.get(key);
      if (known != null && !known.at().isBefore(since)) {
        return known.commit();
      }
    }
    ObjectId commit = remote.commit(url, shown);
    synchronized (tips) {
      tips.put(key, new Known(commit, now));
      trim(tips);
    }
    return commit;
  }

  /** Works with a commit, which stays until the work ends. One at a time per host. */
  synchronized <T> T with(GitUrl url, ObjectId commit, String shown, Work<T> work)
      throws java.io.IOException {
    Key key = new Key(url.remote().toString(), commit.name());
    Checkout checkout = checkouts.get(key);
    if (checkout == null) {
      checkout = fetch(url, commit, shown);
      checkouts.put(key, checkout);
      if (checkouts.size() > MOST) {
        Iterator<Checkout> oldest = checkouts.values().iterator();
        oldest.next().close();
        oldest.remove();
      }
    }
    return work.with(checkout.repository(), commit);
  }

  private Checkout fetch(GitUrl url, ObjectId commit, String shown) {
    TreeWriter directory = access.newTree();
    try {
      Path place = directory.scratch();
      return new Checkout(remote.fetch(url, commit, place, shown), directory);
    } catch (RuntimeException | Error e) {
      directory.close();
      throw e;
    }
  }

  /**
   * Returns when and by whom the files of a folder were changed last; empty when the host does not
   * give its history.
   */
  Map<String, SourceChange> changes(GitUrl url, ObjectId commit, int commits, String shown) {
    return histories.changes(url, commit, commits, shown);
  }

  /** Tells a visitor the history of a repository. */
  void commits(GitUrl url, int commits, CommitVisitor visitor, String shown)
      throws java.io.IOException {
    ObjectId tip = commit(url, shown, ReadOptions.none());
    if (visitor.start(tip.name())) {
      histories.commits(url, tip, commits, visitor, shown);
    }
  }

  /** Returns the commits of all tags by their names. */
  Map<String, ObjectId> tags(GitUrl url, String shown) {
    return remote.tags(url, shown);
  }

  private static void trim(Map<String, Known> tips) {
    Iterator<String> oldest = tips.keySet().iterator();
    while (tips.size() > 10_000) {
      oldest.next();
      oldest.remove();
    }
  }

  @Override
  public synchronized void close() {
    checkouts.values().forEach(Checkout::close);
    checkouts.clear();
    remote.close();
  }
}
