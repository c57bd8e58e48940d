package dev.callboard.integrations.git;

import dev.callboard.integrations.spi.HostClient;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/** Talks git to one host, through its client. Thread-safe; blocks. */
final class RemoteGit {
  private final GitSettings settings;
  private final HostClient client;

  RemoteGit(GitSettings settings, HostClient client) {
    this.settings = settings;
    this.client = client;
  }

  /** Returns the commit that the URL's reference stands for. */
  ObjectId commit(GitUrl url, String shown) {
    if (url.ref().matches("[0-9a-f]{40}")) {
      return ObjectId.fromString(url.ref());
    }
    try (Repository none = new InMemoryRepository(new DfsRepositoryDescription("none"));
        Transport transport = open(none, url, shown, Optional.empty());
        FetchConnection connection = transport.openFetch()) {
      Map<String, Ref> refs = connection.getRefsMap();
      for (String name : List.of(url.ref(), "refs/heads/" + url.ref(), "refs/tags/" + url.ref())) {
        Ref ref = refs.get(name);
        if (ref != null) {
          return ref.getPeeledObjectId() == null ? ref.getObjectId() : ref.getPeeledObjectId();
        }
      }
      throw PortalException.notFound("no matching files found for " + shown);
    } catch (NoRemoteRepositoryException e) {
      throw PortalException.notFound("no matching files found for " + shown);
    } catch (TransportException | NotSupportedException e) {
      throw failure(e, shown);
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
    try {
      Repository repository =
          new FileRepositoryBuilder().setBare().setGitDir(directory.toFile()).build();
      repository.create(true);
      tidyNothing(repository);
      try (Transport transport = open(repository, url, shown, Optional.of(directory.getParent()))) {
        transport.setDepth(1);
        transport.setTagOpt(TagOpt.NO_TAGS);
        transport.fetch(
            NullProgressMonitor.INSTANCE,
            List.of(new RefSpec("+" + commit.name() + ":refs/callboard/commit")));
      } catch (TransportException | NotSupportedException e) {
        repository.close();
        throw failure(e, shown);
      }
      return repository;
    } catch (IOException e) {
      throw PortalException.unavailable("'" + shown + "' could not be read, git says no more");
    }
  }

  private Transport open(Repository repository, GitUrl url, String shown, Optional<Path> packs)
      throws NotSupportedException, TransportException {
    try {
      Transport transport = Transport.open(repository, new URIish(url.remote().toString()));
      if (!(transport instanceof TransportHttp http)) {
        transport.close();
        throw PortalException.input("'" + shown + "' has a scheme that is not read");
      }
      http.setHttpConnectionFactory(
          new ClientConnectionFactory(client, settings.authorization(), shown, packs));
      return transport;
    } catch (java.net.URISyntaxException e) {
      throw PortalException.input("'" + shown + "' is no URL of a repository");
    }
  }

  /** What the client refused is told as it is; all else is the host's fault. */
  private static PortalException failure(Exception e, String shown) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortalException told) {
        return told;
      }
    }
    return new PortalException(
        dev.callboard.platform.error.ErrorCode.SERVICE_UNAVAILABLE,
        "'" + shown + "' could not be read, the host does not serve it over git",
        e);
  }
}
