package dev.callboard.integrations.spi;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads one entry of {@code integrations.<type>}, with messages that name the key and never a value
 * that may be secret.
 */
public final class HostSettings {
  private final String key;
  private final Config entry;

  /**
   * Creates a reader.
   *
   * @param type the key below {@code integrations}
   * @param index the place of the entry in its list
   * @param entry the entry
   */
  public HostSettings(String type, int index, Config entry) {
    key = "integrations." + type + "[" + index + "]";
    this.entry = entry;
  }

  /**
   * Returns the entry of a host, for those who read {@code integrations} of the configuration for
   * other work than to bring hosts.
   *
   * @param config the whole configuration
   * @param type the key below {@code integrations}
   * @param host as entries name it
   * @param preset the host of an entry that names none, or null when each must
   * @throws PortalException with code {@code INPUT} when an entry before it has a wrong host
   * @since 1.5
   */
  public static Optional<HostSettings> find(
      Config config, String type, String host, String preset) {
    List<Config> entries = config.sections("integrations." + type);
    for (int i = 0; i < entries.size(); i++) {
      HostSettings settings = new HostSettings(type, i, entries.get(i));
      if (settings.host(preset).equals(host)) {
        return Optional.of(settings);
      }
    }
    return Optional.empty();
  }

  /** Returns the entry. */
  public Config entry() {
    return entry;
  }

  /** Returns the full key of a value in the entry. */
  public String key(String name) {
    return key + "." + name;
  }

  /**
   * Returns the host, in lower case and with its port when it names one.
   *
   * @param preset what counts when the entry names none, or null when it must
   */
  public String host(String preset) {
    String host = entry.string("host").map(text -> text.toLowerCase(Locale.ROOT)).orElse(preset);
    if (host == null) {
      throw wrong("host", "is missing; name the host, such as git.example.com");
    }
    try {
      URI uri = new URI("https://" + host);
      if (uri.getHost() != null && host.equals(uri.getRawAuthority()) && !host.contains("@")) {
        return host;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw wrong("host", "must be a name with an optional port, such as git.example.com");
  }

  /** Returns an address without a slash at its end. */
  public URI url(String name, String preset) {
    String text = entry.string(name).orElse(preset);
    try {
      URI uri = new URI(text.replaceAll("/+$", ""));
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getQuery() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw wrong(name, "must be an absolute http or https URL without a user");
  }

  /** Returns a secret that is sent in a header, or empty. */
  public Optional<String> secret(String name) {
    Optional<String> text = entry.string(name);
    text.ifPresent(value -> checkSecret(name, value));
    return text;
  }

  private void checkSecret(String name, String value) {
    if (value.isEmpty()) {
      throw wrong(name, "is empty; remove the key to read without credentials");
    }
    if (value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw wrong(
          name,
          "has spaces, line breaks or other characters that a credential cannot have; look at its"
              + " beginning and end");
    }
  }

  /** Returns the value of a header that carries the credentials of a user (RFC 7617). */
  public static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** Returns the origin of a URL, such as {@code https://git.example.com:8443}. */
  public static String origin(URI url) {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1;
    boolean port = url.getPort() >= 0 && url.getPort() != usual;
    String host = url.getHost().toLowerCase(Locale.ROOT);
    return scheme + "://" + host + (port ? ":" + url.getPort() : "");
  }

  /** Returns host and port of a URL as entries write them. */
  public static String authority(URI url) {
    return origin(url).replaceFirst("^[a-z0-9+.-]+://", "");
  }

  /** Returns a failure that names a key of the entry, where it stands and what would be right. */
  public PortalException wrong(String name, String what) {
    String where = entry.origin(name).map(origin -> " (" + origin + ")").orElse("");
    return PortalException.input(key(name) + where + " " + what);
  }
}
