package dev.callboard.scaffolder.gitlab;

import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.publish.SigningKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of {@code integrations.gitlab}, with the keys that Backstage documents.
 *
 * @param host gitlab.com or a host of one's own
 * @param base where the pages and repositories are
 * @param api where the REST API is
 * @param token for the API, or empty
 * @param signingKey that signs commits, or empty
 * @param perMinute requests at most, or 0
 */
record GitLabSettings(
    String host,
    URI base,
    URI api,
    Optional<Secret> token,
    Optional<Secret> signingKey,
    int perMinute) {
  private static final String CLOUD = "gitlab.com";

  /**
   * Returns the entry of a host. gitlab.com is there without one.
   *
   * @throws PortalException with code {@code INPUT} when the host is not configured
   */
  static GitLabSettings of(Config config, String host) {
    Optional<HostSettings> entry = HostSettings.find(config, "gitlab", host, CLOUD);
    if (entry.isPresent()) {
      HostSettings settings = entry.get();
      URI base = settings.url("baseUrl", "https://" + host);
      return new GitLabSettings(
          host,
          base,
          settings.url("apiBaseUrl", base + "/api/v4"),
          settings.secret("token").map(Secret::of),
          settings.entry().string(SigningKey.KEY).map(Secret::of),
          count(settings.entry(), "retry.maxApiRequestsPerMinute"));
    }
    if (host.equals(CLOUD)) {
      URI base = URI.create("https://" + CLOUD);
      return new GitLabSettings(
          CLOUD, base, URI.create(base + "/api/v4"), Optional.empty(), Optional.empty(), 0);
    }
    throw PortalException.input(
        "No matching integration configuration for host "
            + host
            + ", please check your integrations config");
  }

  /** The reference writes -1 for no limit. */
  private static int count(Config entry, String key) {
    return (int) Math.max(0, Math.min(1_000_000, entry.number(key).orElse(0L)));
  }

  /** Returns what a client needs to know; the same as those who read from the host. */
  HostProfile profile() {
    Set<String> origins = Set.of(HostSettings.origin(api));
    return new HostProfile("gitlab", host, origins, perMinute, 0, List.of());
  }
}
