package dev.callboard.integrations.azure;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.SourceHost;
import dev.callboard.integrations.spi.SourceHostProvider;
import dev.callboard.platform.config.Config;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Brings the hosts of {@code integrations.azure}, and dev.azure.com when it is not among them. */
@Component(service = SourceHostProvider.class)
public final class AzureProvider implements SourceHostProvider {
  private final URI login;
  private final Clock clock;

  /** Called by Declarative Services. */
  @Activate
  public AzureProvider() {
    this(URI.create("https://login.microsoftonline.com"), Clock.systemUTC());
  }

  AzureProvider(URI login, Clock clock) {
    this.login = requireNonNull(login, "login is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public String type() {
    return "azure";
  }

  @Override
  public List<SourceHost> hosts(List<Config> entries, HostAccess access) {
    List<AzureSettings> all = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      all.add(AzureSettings.of(new HostSettings(type(), i, entries.get(i))));
    }
    if (all.stream().noneMatch(settings -> settings.host().equals(AzureSettings.CLOUD))) {
      all.add(AzureSettings.cloud());
    }
    return all.stream().map(settings -> host(settings, access)).toList();
  }

  private SourceHost host(AzureSettings settings, HostAccess access) {
    Set<String> origins = new HashSet<>(List.of(HostSettings.origin(settings.base())));
    if (settings.credentials().stream().anyMatch(each -> each.app().isPresent())) {
      origins.add(HostSettings.origin(login));
    }
    HostClient client = access.client(HostProfile.of(type(), settings.host(), origins));
    AzureCredentials credentials = new AzureCredentials(settings, client, login, clock);
    return new AzureHost(settings, new AzureApi(settings, credentials, client), access);
  }
}
