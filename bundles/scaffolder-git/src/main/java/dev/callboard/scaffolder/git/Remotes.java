package dev.callboard.scaffolder.git;

import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.GitPush;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/** Opens the ways to repositories: over HTTP through the client of the host, and to directories. */
final class Remotes {
  private final HostAccess access;

  Remotes(HostAccess access) {
    this.access = access;
  }

  /**
   * Opens the way to the remote of a push.
   *
   * @param directory where temporary files may be put
   */
  Transport open(Repository repository, GitPush push, Config config, Path directory)
      throws IOException {
    URI remote = push.remote();
    String scheme = String.valueOf(remote.getScheme()).toLowerCase(Locale.ROOT);
    if (remote.getRawUserInfo() != null) {
      throw PortalException.input("A URL to push to has no user information");
    }
    return switch (scheme) {
      case "http", "https" -> http(repository, push, directory);
      case "file" -> file(repository, new FileRemotes(config).existing(remote));
      default ->
          throw PortalException.input(
              "'" + remote + "' cannot be pushed to: the scheme must be https, http or file");
    };
  }

  private Transport http(Repository repository, GitPush push, Path directory) throws IOException {
    URI remote = push.remote();
    String name = HostSettings.authority(remote);
    HostClient client =
        access.client(HostProfile.of("git", name, Set.of(HostSettings.origin(remote))));
    Transport transport = transport(repository, remote.toString());
    if (!(transport instanceof TransportHttp http)) {
      transport.close();
      throw PortalException.input("'" + remote + "' cannot be pushed to");
    }
    http.setHttpConnectionFactory(
        new HostConnectionFactory(client, authorization(push), remote.toString(), directory));
    return transport;
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

  private static Transport file(Repository repository, Path path) throws IOException {
    return transport(repository, path.toString());
  }

  private static Transport transport(Repository repository, String url) throws IOException {
    try {
      return Transport.open(repository, new URIish(url));
    } catch (URISyntaxException e) {
      throw PortalException.input("'" + url + "' is no URL of a repository");
    }
  }
}
