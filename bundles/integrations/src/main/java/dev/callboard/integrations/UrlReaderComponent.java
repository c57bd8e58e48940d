package dev.callboard.integrations;

import dev.callboard.integrations.api.UrlReader;
import dev.callboard.integrations.github.GitHubApps;
import dev.callboard.integrations.github.GitHubProvider;
import dev.callboard.integrations.gitlab.GitLabProvider;
import dev.callboard.integrations.rest.HostCredentials;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.integrations.spi.GitHistories;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.SourceHostProvider;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Offers the reader of URLs. The types of hosts that it knows are a property of the service, so
 * that those who wait for one are told.
 */
@Component(immediate = true, service = ConfigListener.class)
public final class UrlReaderComponent implements ConfigListener {
  private static final String TYPES = "callboard.integrations.types";

  private final ConfigService config;
  private final Network network;
  private final HostSet hosts;
  private final GitHubApps apps;
  private final DefaultUrlReader reader;
  private final ServiceRegistration<UrlReader> registration;
  private final List<ServiceRegistration<?>> others;
  private volatile AllowedHosts allowed;

  /** May be missing, and come late: it needs the hosts of this component. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile GitHistories histories;

  /** Called by Declarative Services. */
  @Activate
  public UrlReaderComponent(BundleContext context, @Reference ConfigService config) {
    this(config, data(context), InetAddress::getAllByName, Optional.of(context));
  }

  UrlReaderComponent(
      ConfigService config,
      Path data,
      CheckedResolver.Lookup lookup,
      Optional<BundleContext> context) {
    this.config = config;
    Config current = config.current();
    allowed = AllowedHosts.of(current);
    network = new Network(current, lookup);
    DefaultHostAccess access =
        new DefaultHostAccess(network, () -> allowed, data, Clock.systemUTC());
    hosts = new HostSet(access);
    // Not services, because nobody should be told that github.com is not allowed while they come.
    DefaultRestApis apis = new DefaultRestApis(access);
    apps = new GitHubApps(apis, Clock.systemUTC());
    Stream.of(new GitHubProvider(apps), new GitLabProvider())
        .forEach(provider -> hosts.add(provider, current));
    reader =
        new DefaultUrlReader(hosts, new PlainHost(access, () -> allowed), access, () -> histories);
    registration =
        context
            .map(bundle -> bundle.registerService(UrlReader.class, reader, properties()))
            .orElse(null);
    others =
        context
            .map(
                bundle ->
                    List.<ServiceRegistration<?>>of(
                        bundle.registerService(HostAccess.class, access, null),
                        bundle.registerService(RestApis.class, apis, null),
                        bundle.registerService(HostCredentials.class, apps, null)))
            .orElse(List.of());
  }

  private static Path data(BundleContext context) {
    String data = context.getProperty("callboard.data");
    return Path.of(Objects.requireNonNull(data, "callboard.data is not set"))
        .resolve("integrations");
  }

  private Dictionary<String, Object> properties() {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(TYPES, hosts.types().toArray(String[]::new));
    return properties;
  }

  HostCredentials credentials() {
    return apps;
  }

  DefaultUrlReader reader() {
    return reader;
  }

  /** Reads from the hosts of a provider from now on. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeProvider")
  public void addProvider(SourceHostProvider provider) {
    hosts.add(provider, config.current());
    tell();
  }

  /** Reads from the hosts of a provider no longer. */
  public void removeProvider(SourceHostProvider provider) {
    hosts.remove(provider);
    tell();
  }

  private void tell() {
    if (registration != null) {
      registration.setProperties(properties());
    }
  }

  @Override
  public void configChanged(Config previous, Config current) {
    boolean reading = !previous.value("backend.reading").equals(current.value("backend.reading"));
    boolean integrations = !previous.value("integrations").equals(current.value("integrations"));
    if (reading) {
      AllowedHosts next = AllowedHosts.of(current);
      network.use(current);
      allowed = next;
    }
    if (integrations) {
      hosts.use(current);
    }
  }

  @Deactivate
  void close() {
    others.forEach(ServiceRegistration::unregister);
    if (registration != null) {
      registration.unregister();
    }
    network.close();
  }
}
