package dev.callboard.database;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How to reach PostgreSQL. Only known keys are taken: driver properties can name classes and files.
 *
 * @param ssl empty for a plain connection
 */
record PostgresSettings(
    String host, int port, String user, String password, String database, Optional<Tls> ssl) {
  /**
   * How to encrypt.
   *
   * @param ca the certificates of the authorities as PEM; empty for those of the JVM
   * @param verify whether the certificate and the name of the server are checked
   */
  record Tls(Optional<String> ca, boolean verify) {}

  private static final Set<String> KEYS =
      Set.of("host", "port", "user", "password", "database", "ssl", "connectionString");
  private static final Set<String> SSL_KEYS = Set.of("ca", "rejectUnauthorized");

  static PostgresSettings of(Config config, String key) {
    if (config.value(key).orElse(null) instanceof String url) {
      return ofUrl(url, key);
    }
    Config connection =
        config.section(key).orElseThrow(() -> PortalException.input(key + " is missing"));
    allow(connection, KEYS, key);
    Optional<String> url = connection.string("connectionString");
    if (url.isPresent()) {
      return ofUrl(url.get(), key + ".connectionString");
    }
    return new PostgresSettings(
        connection.string("host").orElse("localhost"),
        port(connection.number("port").orElse(5432L), key),
        connection.string("user").orElseThrow(() -> missing(key + ".user")),
        connection.string("password").orElse(""),
        connection.string("database").orElse("callboard"),
        tls(connection, key + ".ssl"));
  }

  private static Optional<Tls> tls(Config connection, String key) {
    Optional<Object> ssl = connection.value("ssl");
    if (ssl.isEmpty()) {
      return Optional.empty();
    }
    if (!(ssl.get() instanceof Map)) {
      return connection.bool("ssl").filter(on -> on).map(on -> new Tls(Optional.empty(), true));
    }
    Config section = connection.section("ssl").orElseThrow();
    allow(section, SSL_KEYS, key);
    return Optional.of(
        new Tls(section.string("ca"), section.bool("rejectUnauthorized").orElse(true)));
  }

  /** Reads {@code postgresql://user:password@host:port/database?sslmode=…}. Never shows it. */
  private static PostgresSettings ofUrl(String url, String key) {
    try {
      URI uri = new URI(url);
      if (!Set.of("postgres", "postgresql").contains(uri.getScheme()) || uri.getHost() == null) {
        throw PortalException.input(key + " must be like postgresql://user@host:5432/database");
      }
      String[] user =
          uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
      if (user.length == 0) {
        throw missing("the user in " + key);
      }
      String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/", "");
      return new PostgresSettings(
          uri.getHost(),
          uri.getPort() < 0 ? 5432 : uri.getPort(),
          decode(user[0]),
          user.length == 2 ? decode(user[1]) : "",
          path.isEmpty() ? "callboard" : decode(path),
          tls(query(uri), key));
    } catch (URISyntaxException e) {
      // Without the cause, whose message has the whole text.
      throw PortalException.input(key + " is not a URL");
    }
  }

  private static Optional<Tls> tls(Map<String, String> query, String key) {
    for (String name : query.keySet()) {
      if (!name.equals("sslmode")) {
        throw PortalException.input(key + " must not have the parameter " + name);
      }
    }
    return switch (query.getOrDefault("sslmode", "disable")) {
      case "disable", "prefer", "allow" -> Optional.empty();
      case "require", "no-verify" -> Optional.of(new Tls(Optional.empty(), false));
      case "verify-full", "verify-ca" -> Optional.of(new Tls(Optional.empty(), true));
      default -> throw PortalException.input(key + " has an unknown sslmode");
    };
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (String pair : raw.split("&")) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        query.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static int port(long port, String key) {
    if (port < 1 || port > 65535) {
      throw PortalException.input(key + ".port must be from 1 to 65535");
    }
    return (int) port;
  }

  private static void allow(Config section, Set<String> keys, String key) {
    for (String name : section.keys()) {
      if (!keys.contains(name)) {
        throw PortalException.input(
            key + "." + name + " is not supported; known are " + keys.stream().sorted().toList());
      }
    }
  }

  private static PortalException missing(String what) {
    return PortalException.input(what + " is missing");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
