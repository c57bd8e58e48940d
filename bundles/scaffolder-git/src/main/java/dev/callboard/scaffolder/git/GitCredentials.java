package dev.callboard.scaffolder.git;

import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.publish.GitPush;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Finds the entry of {@code integrations.git} that a URL belongs to: no other host is talked to.
 */
final class GitCredentials {
  private final Config config;

  GitCredentials(Config config) {
    this.config = config;
  }

  /**
   * Returns the push with the credentials of its host.
   *
   * @param token of the person, which goes before the configured one
   */
  GitPush with(GitPush push, Optional<String> token) {
    URI remote = push.remote();
    HostSettings settings = entry(remote);
    Optional<Secret> secret =
        token
            .or(() -> settings.secret("password"))
            .or(() -> settings.secret("token"))
            .map(Secret::of);
    if (secret.isEmpty()) {
      return push;
    }
    if (token.isEmpty() && config.bool("scaffolder.requireScmUserCredentials").orElse(false)) {
      throw PortalException.input(
          "No user credentials provided for host "
              + HostSettings.authority(remote)
              + ", but scaffolder.requireScmUserCredentials is enabled");
    }
    return push.credentials(settings.secret("username").orElse("git"), secret.get());
  }

  private HostSettings entry(URI remote) {
    String origin = HostSettings.origin(remote);
    List<Config> entries = config.sections("integrations.git");
    for (int i = 0; i < entries.size(); i++) {
      HostSettings settings = new HostSettings("git", i, entries.get(i));
      URI base = settings.url("baseUrl", "https://" + settings.host(null));
      if (HostSettings.origin(base).equals(origin)) {
        return settings;
      }
    }
    throw PortalException.input(
        "No matching integration configuration for host "
            + HostSettings.authority(remote)
            + ", add it to integrations.git");
  }
}
