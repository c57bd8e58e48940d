package dev.callboard.integrations;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a request goes that tells something: a URL whose host the operator has listed.
 *
 * @param uri as it is requested, without fragment
 * @param host in lower case, without brackets
 * @param port never -1
 */
record OutboundTarget(URI uri, String host, int port) {
  private static final String KEY = "backend.outbound.allow";

  /** Reads the list of hosts; each is a name or address, and a port unless it is the scheme's. */
  static List<String> allowed(Config config) {
    List<String> hosts = new ArrayList<>();
    for (Config item : config.sections(KEY)) {
      hosts.add(
          item.string("host")
              .filter(host -> !host.isBlank() && host.indexOf('*') < 0 && host.indexOf('/') < 0)
              .orElseThrow(
                  () ->
                      PortalException.input(
                          KEY + ": each entry needs a 'host', such as hooks.example.com:8443"))
              .toLowerCase(Locale.ROOT));
    }
    return List.copyOf(hosts);
  }

  /** Reads a URL and looks its host up in the list. */
  static OutboundTarget of(String url, List<String> allowed) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      // The exception holds the URL, which may hold a secret.
      throw PortalException.input("the address to send to is not a URL");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("https");
    // A host that the parser does not understand is null: 127.1, a_b.example, an empty one.
    if (!secure && !scheme.equals("http")
        || uri.getHost() == null
        || uri.getRawUserInfo() != null) {
      throw PortalException.notAllowed(
          "the address to send to must be http or https with a host and without a user name");
    }
    String named = uri.getHost().toLowerCase(Locale.ROOT);
    int usual = secure ? 443 : 80;
    int port = uri.getPort() >= 0 ? uri.getPort() : usual;
    if (!allowed.contains(named + ":" + port) && !(port == usual && allowed.contains(named))) {
      throw PortalException.notAllowed(
          "Sending to '" + named + ":" + port + "' is not allowed, add it to " + KEY);
    }
    String host = named.startsWith("[") ? named.substring(1, named.length() - 1) : named;
    return new OutboundTarget(withoutFragment(uri), host, port);
  }

  /**
   * Returns which addresses the host may have. An operator who writes an address, or localhost,
   * means it; one who writes a name never means this machine, whatever the name resolves to.
   */
  AddressRules.Reach reach() {
    boolean literal = host.indexOf(':') >= 0 || host.matches("[0-9.]+") || host.equals("localhost");
    return literal ? AddressRules.Reach.FORBIDDEN : AddressRules.Reach.PRIVATE;
  }

  private static URI withoutFragment(URI uri) {
    String text = uri.toString();
    int hash = text.indexOf('#');
    return hash < 0 ? uri : URI.create(text.substring(0, hash));
  }
}
