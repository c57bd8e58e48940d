package dev.callboard.scaffolder.git;

import static java.util.Objects.requireNonNull;

import dev.callboard.git.transport.QuietGit;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import dev.callboard.scaffolder.publish.GitPublisher;
import dev.callboard.scaffolder.publish.GitPush;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Publishes through a repository in a temporary directory, which never has a working tree. */
@Component(service = GitPublisher.class)
public final class DefaultGitPublisher implements GitPublisher {
  private final ConfigService config;
  private final Remotes remotes;

  /** Called by Declarative Services. */
  @Activate
  public DefaultGitPublisher(@Reference ConfigService config, @Reference HostAccess access) {
    this.config = requireNonNull(config, "config is null");
    remotes = new Remotes(requireNonNull(access, "access is null"));
  }

  @Deactivate
  void stop() {
    QuietGit.release();
  }

  @Override
  public List<WorkspaceEntry> files(Workspace source) throws IOException {
    return PublishedFiles.of(source);
  }

  @Override
  public void checkSigningKey(Secret key) {
    CommitSigner.of(key);
  }

  @Override
  public String push(ActionContext context, GitPush push) throws Exception {
    List<WorkspaceEntry> files = files(push.source());
    if (files.isEmpty()) {
      throw PortalException.input("There are no files to publish");
    }
    if (!Repository.isValidRefName("refs/heads/" + push.branch())) {
      throw PortalException.input("'" + push.branch() + "' is no name of a branch");
    }
    QuietGit.ensure();
    Config current = config.current();
    CommitDefaults defaults = CommitDefaults.of(current);
    PersonIdent author = defaults.author(push, time(context, push));
    Optional<CommitSigner> signer = push.signingKey().map(CommitSigner::of);
    Path directory = context.temporaryDirectory();
    try (Repository repository = create(directory);
        Remote remote = remotes.open(repository, push, current, directory)) {
      RemoteBranch branch = new RemoteBranch(repository, remote, push);
      Optional<ObjectId> parent = Optional.empty();
      if (push.base().isPresent()) {
        parent = Optional.of(branch.fetch(push.base().get()));
      }
      CommitMaker maker = new CommitMaker(context, repository, signer);
      ObjectId commit = maker.commit(push.source(), files, parent, author, defaults.message(push));
      context.checkCancelled();
      branch.push(commit);
      return commit.name();
    }
  }

  /** The same time gives the same commit, so that a push can be repeated. */
  private static Instant time(ActionContext context, GitPush push) throws Exception {
    Number seconds =
        context.checkpoint(
            "git.time." + push.remote() + "." + push.branch(),
            () -> Instant.now().getEpochSecond());
    return Instant.ofEpochSecond(seconds.longValue());
  }

  private static Repository create(Path directory) throws IOException {
    Path path = Files.createDirectory(directory.resolve("repository"));
    Repository repository = new FileRepositoryBuilder().setBare().setGitDir(path.toFile()).build();
    repository.create(true);
    StoredConfig config = repository.getConfig();
    // Nothing is left to tidy, and a thread that tidies would outlive the directory.
    config.setInt("gc", null, "auto", 0);
    config.setBoolean("gc", null, "autodetach", false);
    config.save();
    return repository;
  }
}
