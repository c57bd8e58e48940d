package dev.callboard.integrations;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * The proxy that requests go through, from {@code backend.reading.proxy}.
 *
 * @param host its name
 * @param port its port
 * @param except hosts that are reached directly, {@code *.} and a domain for all in it
 */
record ProxySettings(String host, int port, List<String> except) {
  static Optional<ProxySettings> of(Config config) {
    return config.string("backend.reading.proxy.url").map(url -> of(url, config));
  }

  private static ProxySettings of(String url, Config config) {
    try {
      URI uri = new URI(url);
      if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null) {
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return new ProxySettings(
            uri.getHost(), port, config.strings("backend.reading.proxy.except"));
      }
    } catch (URISyntaxException e) {
      // told below, without the text, which may hold a password
    }
    throw PortalException.input(
        "backend.reading.proxy.url must be like http://proxy.example.com:3128, without a user");
  }

  boolean serves(String target) {
    return except.stream()
        .noneMatch(
            name ->
                name.startsWith("*.") ? target.endsWith(name.substring(1)) : name.equals(target));
  }
}
