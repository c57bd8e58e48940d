package dev.callboard.integrations.github;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.rest.HostCredentials;
import dev.callboard.integrations.rest.RestApis;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tokens of the GitHub apps that are configured now. Thread-safe. */
public final class GitHubApps implements HostCredentials {
  private final RestApis apis;
  private final Clock clock;
  private volatile Map<String, InstallationTokens> hosts = Map.of();

  /**
   * Creates the tokens of no app.
   *
   * @param apis calls the API of a host
   * @param clock tells when tokens end
   */
  public GitHubApps(RestApis apis, Clock clock) {
    this.apis = requireNonNull(apis, "apis is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Uses the apps of these hosts from now on; where two have a name, the first one counts. */
  void use(List<GitHubSettings> all) {
    Map<String, InstallationTokens> next = new HashMap<>();
    for (GitHubSettings settings : all) {
      next.putIfAbsent(settings.host(), new InstallationTokens(settings, apis, clock));
    }
    hosts = Map.copyOf(next);
  }

  @Override
  public Optional<String> token(String type, String host, String owner) {
    InstallationTokens tokens = type.equals("github") ? hosts.get(host) : null;
    return tokens == null ? Optional.empty() : tokens.token(owner);
  }

  @Override
  public List<String> owners(String type, String host, String app) {
    InstallationTokens tokens = type.equals("github") ? hosts.get(host) : null;
    return tokens == null ? List.of() : tokens.owners(app);
  }
}
