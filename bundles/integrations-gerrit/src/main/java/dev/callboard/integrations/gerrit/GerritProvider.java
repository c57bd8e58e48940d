package dev.callboard.integrations.gerrit;

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
import org.osgi.service.component.annotations.Component;

/** Brings the hosts of {@code integrations.gerrit}. */
@Component(service = SourceHostProvider.class)
public final class GerritProvider implements SourceHostProvider {
  @Override
  public String type() {
    return "gerrit";
  }

  @Override
  public List<SourceHost> hosts(List<Config> entries, HostAccess access) {
    List<SourceHost> hosts = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      GerritSettings settings = GerritSettings.of(new HostSettings(type(), i, entries.get(i)));
      Set<String> origins =
          new HashSet<>(
              List.of(
                  HostSettings.origin(settings.base()), HostSettings.origin(settings.gitiles())));
      HostProfile profile = HostProfile.of(type(), settings.host(), origins);
      hosts.add(new GerritHost(settings, new GerritApi(settings, access.client(profile)), access));
    }
    return hosts;
  }
}
