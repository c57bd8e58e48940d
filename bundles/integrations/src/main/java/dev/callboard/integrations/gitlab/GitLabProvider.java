package dev.callboard.integrations.gitlab;

import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.SourceHost;
import dev.callboard.integrations.spi.SourceHostProvider;
import dev.callboard.platform.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Brings the hosts of {@code integrations.gitlab}, and gitlab.com when it is not among them. */
public final class GitLabProvider implements SourceHostProvider {
  @Override
  public String type() {
    return "gitlab";
  }

  @Override
  public List<SourceHost> hosts(List<Config> entries, HostAccess access) {
    List<GitLabSettings> all = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      all.add(GitLabSettings.of(new HostSettings(type(), i, entries.get(i))));
    }
    if (all.stream().noneMatch(settings -> settings.host().equals("gitlab.com"))) {
      all.add(GitLabSettings.cloud());
    }
    return all.stream().map(settings -> host(settings, access)).toList();
  }

  private SourceHost host(GitLabSettings settings, HostAccess access) {
    HostProfile profile =
        new HostProfile(
            type(),
            settings.host(),
            Set.copyOf(
                List.of(HostSettings.origin(settings.api()), HostSettings.origin(settings.base()))),
            settings.perMinute(),
            settings.retries(),
            settings.retryStatuses());
    return new GitLabHost(settings, new GitLabApi(settings, access.client(profile)), access);
  }
}
