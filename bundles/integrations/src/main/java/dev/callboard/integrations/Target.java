package dev.callboard.integrations;

import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a request goes, read from a URL once, so that what is checked and what is connected to are
 * the same.
 *
 * @param uri as it is requested, without fragment
 * @param host in lower case, without brackets
 * @param port never -1
 */
record Target(URI uri, String host, int port) {
  /** Reads a URL; anything that two parsers could see differently is refused. */
  static Target of(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw PortalException.input("'" + url + "' is not a URL");
    }
    return of(uri, url);
  }

  static Target of(URI uri, String shown) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    // A host that the parser does not understand is null: 127.1, a_b.example, an empty one.
    if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
      throw refused(shown);
    }
    if (uri.getRawUserInfo() != null) {
      throw refused(shown);
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return new Target(withoutFragment(uri), host, port);
  }

  private static URI withoutFragment(URI uri) {
    String text = uri.toString();
    int hash = text.indexOf('#');
    return hash < 0 ? uri : URI.create(text.substring(0, hash));
  }

  /** Returns the one answer for everything that may not be read, whatever the reason. */
  static PortalException refused(String url) {
    return PortalException.notAllowed(
        "Reading from '"
            + url
            + "' is not allowed. You may need to configure an integration for the target host, or"
            + " add it to the configured list of allowed hosts at 'backend.reading.allow'");
  }

  /** Returns whether the path is a prefix's own or below it, segment by segment, as it was sent. */
  boolean below(String prefix) {
    String path = uri.getRawPath();
    String normal = uri.normalize().getRawPath();
    String segment = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    boolean encodedDots = path.toLowerCase(Locale.ROOT).contains("%2e");
    return path.equals(normal)
        && !encodedDots
        && (path.equals(segment) || path.startsWith(segment + "/"));
  }

  boolean isLiteral() {
    return isLiteral(host);
  }

  static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
  }

  /** Returns scheme, host and port, without the port when it is the scheme's own. */
  String origin() {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    boolean usual = port == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + name + (usual ? "" : ":" + port);
  }

  boolean sameOrigin(Target other) {
    return host.equals(other.host)
        && port == other.port
        && uri.getScheme().equalsIgnoreCase(other.uri.getScheme());
  }
}
