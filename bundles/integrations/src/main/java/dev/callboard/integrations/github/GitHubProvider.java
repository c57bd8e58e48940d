package dev.callboard.integrations.github;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.SourceHost;
import dev.callboard.integrations.spi.SourceHostProvider;
import dev.callboard.platform.config.Config;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Brings the hosts of {@code integrations.github}, and github.com when it is not among them. */
public final class GitHubProvider implements SourceHostProvider {
  private final GitHubApps apps;

  /**
   * Creates a provider.
   *
   * @param apps is told which apps are configured, and gives their tokens
   */
  public GitHubProvider(GitHubApps apps) {
    this.apps = requireNonNull(apps, "apps is null");
  }

  @Override
  public String type() {
    return "github";
  }

  @Override
  public List<SourceHost> hosts(List<Config> entries, HostAccess access) {
    List<GitHubSettings> all = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      all.add(GitHubSettings.of(new HostSettings(type(), i, entries.get(i))));
    }
    if (all.stream().noneMatch(settings -> settings.host().equals("github.com"))) {
      all.add(GitHubSettings.cloud());
    }
    apps.use(all);
    return all.stream().map(settings -> host(settings, access)).toList();
  }

  private SourceHost host(GitHubSettings settings, HostAccess access) {
    Set<String> origins = new HashSet<>();
    origins.add(HostSettings.origin(settings.api()));
    settings.raw().ifPresent(raw -> origins.add(HostSettings.origin(raw)));
    // Where the API sends those who ask for an archive.
    origins.add("https://codeload." + settings.host());
    if (!settings.host().equals("github.com")) {
      origins.add("https://" + settings.host());
    }
    HostProfile profile = HostProfile.of(type(), settings.host(), origins);
    return new GitHubHost(settings, new GitHubApi(settings, apps, access.client(profile)), access);
  }
}
