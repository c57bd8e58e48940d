package dev.callboard.integrations.gitea;

import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.SourceHost;
import dev.callboard.integrations.spi.SourceHostProvider;
import dev.callboard.platform.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Brings the hosts of {@code integrations.gitea}. */
@Component(service = SourceHostProvider.class)
public final class GiteaProvider implements SourceHostProvider {
  @Override
  public String type() {
    return "gitea";
  }

  @Override
  public List<SourceHost> hosts(List<Config> entries, HostAccess access) {
    List<SourceHost> hosts = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      GiteaSettings settings = GiteaSettings.of(new HostSettings(type(), i, entries.get(i)));
      HostProfile profile =
          HostProfile.of(type(), settings.host(), Set.of(HostSettings.origin(settings.base())));
      hosts.add(new GiteaHost(settings, new GiteaApi(settings, access.client(profile)), access));
    }
    return hosts;
  }
}
