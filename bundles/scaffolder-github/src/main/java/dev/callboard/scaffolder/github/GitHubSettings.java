package dev.callboard.scaffolder.github;

import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * One entry of {@code integrations.github}, with the keys that Backstage documents.
 *
 * @param host github.com or the host of an enterprise
 * @param api where the REST API is
 * @param token for the API, or empty
 */
record GitHubSettings(String host, URI api, Optional<Secret> token) {
  private static final String CLOUD = "github.com";

  /**
   * Returns the entry of a host. github.com is there without one.
   *
   * @throws PortalException with code {@code INPUT} when the host is not configured
   */
  static GitHubSettings of(Config config, String host) {
    Optional<HostSettings> entry = HostSettings.find(config, "github", host, CLOUD);
    if (entry.isPresent()) {
      URI api = entry.get().url("apiBaseUrl", api(host));
      return new GitHubSettings(host, api, entry.get().secret("token").map(Secret::of));
    }
    if (host.equals(CLOUD)) {
      return new GitHubSettings(CLOUD, URI.create(api(CLOUD)), Optional.empty());
    }
    throw PortalException.input("No matching integration configuration for host " + host);
  }

  private static String api(String host) {
    return host.equals(CLOUD) ? "https://api.github.com" : "https://" + host + "/api/v3";
  }

  /** Returns where the pages and repositories of the host are. */
  URI web() {
    boolean same = host.equals(HostSettings.authority(api));
    return URI.create((same ? api.getScheme() : "https") + "://" + host);
  }
}
