package dev.callboard.integrations;

import dev.callboard.integrations.spi.SourceHost;
import dev.callboard.integrations.spi.SourceHostProvider;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hosts of all providers, as they are configured. Thread-safe. */
final class HostSet {
  private static final Logger LOG = LoggerFactory.getLogger(HostSet.class);

  private final DefaultHostAccess access;
  private final Map<SourceHostProvider, List<SourceHost>> hosts = new LinkedHashMap<>();
  private volatile List<SourceHost> all = List.of();
  private volatile Optional<Config> used = Optional.empty();

  HostSet(DefaultHostAccess access) {
    this.access = access;
  }

  /** Adds what a provider makes of the configuration, or nothing when it cannot be used. */
  synchronized void add(SourceHostProvider provider, Config config) {
    used = Optional.of(config);
    hosts.put(provider, List.of());
    try {
      hosts.put(provider, make(provider, config));
    } catch (PortalException e) {
      LOG.error("No {} hosts are read from: {}", provider.type(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("No {} hosts are read from, their provider failed", provider.type(), e);
    }
    join();
  }

  synchronized void remove(SourceHostProvider provider) {
    hosts.remove(provider);
    join();
  }

  /** Makes all hosts anew, or throws and changes nothing. */
  synchronized void use(Config config) {
    used = Optional.of(config);
    Map<SourceHostProvider, List<SourceHost>> next = new LinkedHashMap<>();
    hosts.keySet().forEach(provider -> next.put(provider, make(provider, config)));
    hosts.putAll(next);
    join();
  }

  private List<SourceHost> make(SourceHostProvider provider, Config config) {
    String key = "integrations." + provider.type();
    return List.copyOf(provider.hosts(config.sections(key), access));
  }

  private void join() {
    List<SourceHost> joined = new ArrayList<>();
    hosts.values().forEach(joined::addAll);
    all = List.copyOf(joined);
  }

  List<SourceHost> all() {
    return all;
  }

  /** Returns the type of a host that is configured while no plugin reads from such, or empty. */
  Optional<String> lacking(URI uri) {
    Optional<Config> integrations = used.flatMap(config -> config.section("integrations"));
    if (integrations.isEmpty()) {
      return Optional.empty();
    }
    List<String> known = types();
    return integrations.get().keys().stream()
        .filter(type -> !known.contains(type))
        .filter(type -> names(integrations.get(), type, uri))
        .findFirst();
  }

  private static boolean names(Config integrations, String type, URI uri) {
    return integrations.sections(type).stream()
        .map(host -> host.string("host").orElse(""))
        .anyMatch(host -> host.equalsIgnoreCase(uri.getRawAuthority()));
  }

  synchronized List<String> types() {
    return hosts.keySet().stream().map(SourceHostProvider::type).sorted().toList();
  }
}
