package dev.callboard.source.webhooks;

import dev.callboard.platform.config.Config;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The hosts of one type that the operator has configured: who knows the secret of one topic speaks
 * for these hosts and for no others.
 */
final class KnownHosts {
  private final Set<String> hosts = new LinkedHashSet<>();

  /**
   * Takes the hosts.
   *
   * @param type the key below {@code integrations}
   * @param preset the host that needs no configuration, or null
   */
  KnownHosts(Config config, String type, String preset) {
    for (Config entry : config.sections("integrations." + type)) {
      entry.string("host").map(host -> host.toLowerCase(Locale.ROOT)).ifPresent(hosts::add);
    }
    if (preset != null) {
      hosts.add(preset);
    }
  }

  /** Returns the one host that is configured besides the preset, or empty. */
  Optional<String> only(String preset) {
    List<String> others = hosts.stream().filter(host -> !host.equals(preset)).toList();
    return others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
  }

  /** Returns a URL when it is an absolute one of these hosts, else empty. */
  Optional<String> own(String url) {
    try {
      URI uri = new URI(url);
      String scheme = String.valueOf(uri.getScheme());
      boolean web = scheme.equals("https") || scheme.equals("http");
      if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
        return Optional.empty();
      }
      int usual = scheme.equals("https") ? 443 : 80;
      String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
      String authority = uri.getHost().toLowerCase(Locale.ROOT) + port;
      return hosts.contains(authority) ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
