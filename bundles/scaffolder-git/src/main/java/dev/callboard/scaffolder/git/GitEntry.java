package dev.callboard.scaffolder.git;

import dev.callboard.git.transport.SshAccess;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.publish.GitPush;
import dev.callboard.scaffolder.publish.PersonalToken;
import dev.callboard.scaffolder.publish.SigningKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** An entry of {@code integrations.git}: no host is talked to that has none. */
final class GitEntry {
  private final HostSettings settings;
  private final String name;

  private GitEntry(HostSettings settings, String name) {
    this.settings = settings;
    this.name = name;
  }

  /**
   * Returns the entry that a URL belongs to.
   *
   * @throws PortalException with code {@code INPUT} when there is none
   */
  static GitEntry of(Config config, URI remote) {
    return search(config, remote)
        .orElseThrow(
            () ->
                PortalException.input(
                    "No matching integration configuration for host "
                        + HostSettings.authority(remote)
                        + ", add it to integrations.git"));
  }

  /** Returns how the host of a URL is reached over ssh; empty when it is not. */
  static Optional<SshAccess> ssh(Config config, URI remote) {
    return search(config, remote).flatMap(GitEntry::ssh);
  }

  private static Optional<GitEntry> search(Config config, URI remote) {
    String origin = HostSettings.origin(remote);
    List<Config> entries = config.sections("integrations.git");
    for (int i = 0; i < entries.size(); i++) {
      HostSettings settings = new HostSettings("git", i, entries.get(i));
      URI base = settings.url("baseUrl", "https://" + settings.host(null));
      if (HostSettings.origin(base).equals(origin)) {
        return Optional.of(new GitEntry(settings, HostSettings.authority(remote)));
      }
    }
    return Optional.empty();
  }

  private Optional<SshAccess> ssh() {
    return SshAccess.of(settings, settings.host(null));
  }

  /** Returns the key that signs commits, or empty. */
  Optional<Secret> signingKey() {
    return settings.entry().string(SigningKey.KEY).map(Secret::of);
  }

  /**
   * Returns the push with the credentials of its host.
   *
   * @param token of the person, which goes before the configured one
   * @param personal whether nothing else will do
   */
  GitPush with(GitPush push, Optional<String> token, boolean personal) {
    if (ssh().isPresent() && token.isPresent()) {
      throw PortalException.input(
          "Input 'token' has no use for host " + name + ", which is reached over ssh");
    }
    PersonalToken.check(personal, name, token);
    return token
        .or(() -> settings.secret("password"))
        .or(() -> settings.secret("token"))
        .map(text -> push.credentials(settings.secret("username").orElse("git"), Secret.of(text)))
        .orElse(push);
  }
}
