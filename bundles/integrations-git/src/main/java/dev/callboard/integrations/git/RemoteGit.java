package dev.callboard.integrations.git;

import dev.callboard.git.transport.GitTransports;
import dev.callboard.git.transport.QuietGit;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;

/** Talks git to one host. Thread-safe; blocks. */
final class RemoteGit implements AutoCloseable {
  private final GitTransports transports;

  RemoteGit(GitTransports transports) {
    this.transports = transports;
  }

  /** Returns the commit that the URL's reference stands for. */
  ObjectId commit(GitUrl url, String shown) {
    if (url.ref().matches("[0-9a-f]{40}")) {
      return ObjectId.fromString(url.ref());
    }
    QuietGit.ensure();
    return transports.talk(shown, () -> tip(url, shown));
  }

  private ObjectId tip(GitUrl url, String shown) throws IOException {
    Map<String, Ref> refs = refs(url, shown);
    for (String name : List.of(url.ref(), "refs/heads/" + url.ref(), "refs/tags/" + url.ref())) {
      Ref ref = refs.get(name);
      if (ref != null) {
        return ref.getPeeledObjectId() == null ? ref.getObjectId() : ref.getPeeledObjectId();
      }
    }
    throw PortalException.notFound("no matching files found for " + shown);
  }

  private Map<String, Ref> refs(GitUrl url, String shown) throws IOException {
    try (Repository none = new InMemoryRepository(new DfsRepositoryDescription("none"));
        Transport transport = transports.open(none, url.remote(), shown, Optional.empty());
        FetchConnection connection = transport.openFetch()) {
      return connection.getRefsMap();
    } catch (NoRemoteRepositoryException e) {
      throw PortalException.notFound("no matching files found for " + shown);
    }
  }

  /** One fetch leaves nothing to tidy, and a thread that tidies would outlive the directory. */
  private static void tidyNothing(Repository repository) throws IOException {
    StoredConfig config = repository.getConfig();
    config.setInt("gc", null, "auto", 0);
    config.setBoolean("gc", null, "autodetach", false);
    config.save();
  }

  /** Fetches one commit, without its history, into a new repository. */
  Repository fetch(GitUrl url, ObjectId commit, Path directory, String shown) {
    QuietGit.ensure();
    return transports.talk(
        shown, () -> fetchInto(url, commit, directory, shown, 1, FilterSpec.NO_FILTER));
  }

  /**
   * Fetches commits with their folders and, when the host can leave them out, without files, into a
   * new repository.
   *
   * @param commits how many in a row
   */
  Repository fetchHistory(
      GitUrl url, ObjectId commit, int commits, Supplier<Path> directory, String shown) {
    QuietGit.ensure();
    return transports.talk(
        shown,
        () -> {
          try {
            return fetchInto(
                url,
                commit,
                directory.get(),
                shown,
                commits,
                FilterSpec.fromFilterLine("blob:none"));
          } catch (TransportException e) {
            // an old host, or one that does not filter
            return fetchInto(url, commit, directory.get(), shown, commits, FilterSpec.NO_FILTER);
          }
        });
  }

  /** Returns the commits of all tags by their names. */
  Map<String, ObjectId> tags(GitUrl url, String shown) {
    QuietGit.ensure();
    return transports.talk(
        shown,
        () -> {
          Map<String, ObjectId> tags = new TreeMap<>();
          for (Ref ref : refs(url, shown).values()) {
            if (ref.getName().startsWith(Constants.R_TAGS)) {
              ObjectId peeled = ref.getPeeledObjectId();
              tags.put(
                  ref.getName().substring(Constants.R_TAGS.length()),
                  peeled == null ? ref.getObjectId() : peeled);
            }
          }
          return tags;
        });
  }

  private Repository fetchInto(
      GitUrl url, ObjectId commit, Path directory, String shown, int commits, FilterSpec filter)
      throws IOException {
    Repository repository =
        new FileRepositoryBuilder().setBare().setGitDir(directory.toFile()).build();
    try (Transport transport = fresh(repository, url, directory, shown)) {
      transport.setDepth(commits);
      transport.setFilterSpec(filter);
      transport.setTagOpt(TagOpt.NO_TAGS);
      transport.fetch(
          NullProgressMonitor.INSTANCE,
          List.of(new RefSpec("+" + commit.name() + ":refs/callboard/commit")));
      return repository;
    } catch (IOException | RuntimeException e) {
      repository.close();
      throw e;
    }
  }

  private Transport fresh(Repository repository, GitUrl url, Path directory, String shown)
      throws IOException {
    repository.create(true);
    tidyNothing(repository);
    return transports.open(repository, url.remote(), shown, Optional.of(directory.getParent()));
  }

  @Override
  public void close() {
    transports.close();
  }
}
