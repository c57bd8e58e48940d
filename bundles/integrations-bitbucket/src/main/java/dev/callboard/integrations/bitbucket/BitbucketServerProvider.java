package dev.callboard.integrations.bitbucket;

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

/** Brings the hosts of {@code integrations.bitbucketServer}. */
@Component(service = SourceHostProvider.class)
public final class BitbucketServerProvider implements SourceHostProvider {
  @Override
  public String type() {
    return "bitbucketServer";
  }

  @Override
  public List<SourceHost> hosts(List<Config> entries, HostAccess access) {
    List<SourceHost> hosts = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      ServerSettings settings = ServerSettings.of(new HostSettings(type(), i, entries.get(i)));
      Set<String> origins =
          new HashSet<>(
              List.of(HostSettings.origin(settings.api()), HostSettings.origin(settings.base())));
      HostProfile profile = HostProfile.of(type(), settings.host(), origins);
      hosts.add(new ServerHost(settings, new ServerApi(settings, access.client(profile)), access));
    }
    return hosts;
  }
}
