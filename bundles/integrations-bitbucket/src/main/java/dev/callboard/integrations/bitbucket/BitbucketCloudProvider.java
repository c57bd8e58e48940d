package dev.callboard.integrations.bitbucket;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.SourceHost;
import dev.callboard.integrations.spi.SourceHostProvider;
import dev.callboard.platform.config.Config;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Brings bitbucket.org, with the first entry of {@code integrations.bitbucketCloud}. */
@Component(service = SourceHostProvider.class)
public final class BitbucketCloudProvider implements SourceHostProvider {
  private final CloudAddresses addresses;
  private final Clock clock;

  /** Called by Declarative Services. */
  @Activate
  public BitbucketCloudProvider() {
    this(CloudAddresses.usual(), Clock.systemUTC());
  }

  BitbucketCloudProvider(CloudAddresses addresses, Clock clock) {
    this.addresses = requireNonNull(addresses, "addresses is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public String type() {
    return "bitbucketCloud";
  }

  @Override
  public List<SourceHost> hosts(List<Config> entries, HostAccess access) {
    Optional<HostSettings> entry =
        entries.stream().findFirst().map(first -> new HostSettings(type(), 0, first));
    HostProfile profile =
        HostProfile.of(
            type(),
            addresses.host(),
            new HashSet<>(
                List.of(
                    HostSettings.origin(addresses.web()), HostSettings.origin(addresses.api()))));
    HostClient client = access.client(profile);
    CloudCredentials credentials = CloudCredentials.of(entry, addresses, client, clock);
    return List.of(new CloudHost(addresses, new CloudApi(addresses, credentials, client), access));
  }
}
