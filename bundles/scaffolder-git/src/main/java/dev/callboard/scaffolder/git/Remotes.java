package dev.callboard.scaffolder.git;

import dev.callboard.git.transport.GitTransports;
import dev.callboard.git.transport.SshAccess;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.GitPush;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;

/** Finds the ways to repositories: through the clients of their hosts, and to directories. */
final class Remotes {
  private final HostAccess access;

  Remotes(HostAccess access) {
    this.access = access;
  }

  /**
   * Returns the way to the remote of a push.
   *
   * @param directory where temporary files may be put
   */
  Remote open(Repository repository, GitPush push, Config config, Path directory)
      throws IOException {
    URI remote = push.remote();
    String scheme = String.valueOf(remote.getScheme()).toLowerCase(Locale.ROOT);
    if (remote.getRawUserInfo() != null) {
      throw PortalException.input("A URL to push to has no user information");
    }
    return switch (scheme) {
      case "http", "https" -> new HostRemote(host(push, config), repository, remote, directory);
      case "file" -> new FileRemote(repository, new FileRemotes(config).existing(remote));
      default ->
          throw PortalException.input(
              "'" + remote + "' cannot be pushed to: the scheme must be https, http or file");
    };
  }

  private GitTransports host(GitPush push, Config config) {
    URI remote = push.remote();
    String name = HostSettings.authority(remote);
    Optional<SshAccess> ssh =
        push.password().isPresent() ? Optional.empty() : GitEntry.ssh(config, remote);
    if (ssh.isPresent()) {
      HostClient client = access.client(HostProfile.of("git", name, Set.of(ssh.get().origin())));
      return GitTransports.ssh(ssh.get(), client, access.maxTreeBytes());
    }
    HostProfile profile = HostProfile.of("git", name, Set.of(HostSettings.origin(remote)));
    return GitTransports.http(access.client(profile), authorization(push));
  }

  private static Optional<String> authorization(GitPush push) {
    return push.password()
        .map(
            secret -> {
              String both = push.user().orElse("git") + ":" + secret.reveal();
              byte[] bytes = both.getBytes(StandardCharsets.UTF_8);
              return "Basic " + Base64.getEncoder().encodeToString(bytes);
            });
  }
}
