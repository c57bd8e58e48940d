package dev.callboard.http.settings;

import dev.callboard.platform.config.Config;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which host names a request may carry. A page of another site can point its own name at this
 * server (DNS rebinding) but cannot use an address or one of our names, so addresses, {@code
 * localhost}, the hosts of {@code backend.baseUrl} and {@code app.baseUrl} and {@code
 * backend.allowedHosts} are let in. {@code '*'} lets each in.
 */
public final class AllowedHosts {
  private final Set<String> names;
  private final boolean any;

  private AllowedHosts(Set<String> names) {
    this.any = names.contains("*");
    this.names = names;
  }

  static AllowedHosts from(Config config, String baseUrl, String listenHost) {
    Set<String> names = new HashSet<>();
    names.add("localhost");
    addHostOf(names, baseUrl);
    config.string("app.baseUrl").ifPresent(url -> addHostOf(names, url));
    config
        .strings("backend.allowedHosts")
        .forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    if (listenHost != null) {
      names.add(listenHost.toLowerCase(Locale.ROOT));
    }
    return new AllowedHosts(names);
  }

  /** Returns whether the host, without its port, is one of ours. */
  public boolean allows(String host) {
    return any || host == null || names.contains(host) || isAddress(host) || allowsOtherCase(host);
  }

  private boolean allowsOtherCase(String host) {
    return names.contains(host.toLowerCase(Locale.ROOT));
  }

  private static boolean isAddress(String host) {
    if (host.startsWith("[")) {
      return true;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && c != ':' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return !host.isEmpty();
  }

  private static void addHostOf(Set<String> names, String url) {
    try {
      String host = URI.create(url).getHost();
      if (host != null) {
        names.add(host.toLowerCase(Locale.ROOT));
      }
    } catch (IllegalArgumentException e) {
      throw dev.callboard.platform.error.PortalException.input(
          "backend.baseUrl and app.baseUrl must be addresses such as https://portal.example.com");
    }
  }
}
