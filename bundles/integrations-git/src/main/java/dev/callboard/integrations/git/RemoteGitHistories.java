package dev.callboard.integrations.git;

import static java.util.Objects.requireNonNull;

import dev.callboard.git.transport.GitTransports;
import dev.callboard.git.transport.QuietGit;
import dev.callboard.integrations.api.CommitVisitor;
import dev.callboard.integrations.spi.GitHistories;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads histories of other hosts than plain git servers with git. */
@Component(service = GitHistories.class)
public final class RemoteGitHistories implements GitHistories {
  private final HostAccess access;

  /** Called by Declarative Services. */
  @Activate
  public RemoteGitHistories(@Reference HostAccess access) {
    this.access = requireNonNull(access, "access is null");
  }

  @Override
  public void commits(GitRemote remote, int commits, CommitVisitor visitor, String shown) {
    QuietGit.ensure();
    HostProfile profile =
        HostProfile.of(
            "git",
            HostSettings.authority(remote.remote()),
            Set.of(HostSettings.origin(remote.remote())));
    GitUrl url = new GitUrl(remote.remote(), remote.ref(), List.of(), 0);
    try (RemoteGit git =
        new RemoteGit(GitTransports.http(access.client(profile), remote.authorization()))) {
      ObjectId tip = git.commit(url, shown);
      if (visitor.start(tip.name())) {
        new RemoteHistories(git, access).commits(url, tip, commits, visitor, shown);
      }
    } catch (IOException e) {
      throw PortalException.unavailable("The history of '" + shown + "' could not be read");
    }
  }
}
