package dev.callboard.scaffolder.gitea;

import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.publish.SigningKey;
import java.net.URI;
import java.util.Optional;

/**
 * One entry of {@code integrations.gitea}, with the keys that Backstage documents.
 *
 * @param host of the Gitea
 * @param base where its pages, repositories and API are
 * @param username who the password belongs to
 * @param password a password or token
 * @param signingKey that signs commits, or empty
 */
record GiteaSettings(
    String host, URI base, String username, Secret password, Optional<Secret> signingKey) {
  /**
   * Returns the entry of a host.
   *
   * @throws PortalException with code {@code INPUT} when the host is not configured, or without
   *     credentials
   */
  static GiteaSettings of(Config config, String host) {
    HostSettings settings =
        HostSettings.find(config, "gitea", host, null)
            .orElseThrow(
                () ->
                    PortalException.input(
                        "No matching integration configuration for host "
                            + host
                            + ", please check your integrations config"));
    return new GiteaSettings(
        host,
        settings.url("baseUrl", "https://" + host),
        settings.secret("username").orElseThrow(() -> missing(host)),
        settings.secret("password").map(Secret::of).orElseThrow(() -> missing(host)),
        settings.entry().string(SigningKey.KEY).map(Secret::of));
  }

  private static PortalException missing(String host) {
    return PortalException.input("Credentials for the gitea " + host + " required.");
  }

  String authorization() {
    return HostSettings.basic(username, password.reveal());
  }
}
