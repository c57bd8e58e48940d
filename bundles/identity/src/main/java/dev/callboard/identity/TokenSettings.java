package dev.callboard.identity;

import dev.callboard.platform.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What the configuration says about tokens.
 *
 * @param baseUrl the address of the server without a slash at the end
 * @param lifetime how long a user token is valid, 10 minutes to 24 hours
 * @param ownershipClaim whether user tokens carry the ownership references
 * @param maxLength the longest token that is looked at
 * @param crossSite whether the pages of the app are on another host
 */
record TokenSettings(
    String baseUrl, Duration lifetime, boolean ownershipClaim, long maxLength, boolean crossSite) {
  private static final Duration SHORTEST = Duration.ofMinutes(10);
  private static final long DEFAULT_MAX_LENGTH = 8192;

  /**
   * Reads the settings.
   *
   * @param port the port that the command line asks for, or empty
   */
  static TokenSettings of(Config config, Optional<String> port) {
    Duration lifetime =
        config.duration("auth.backstageTokenExpiration").orElse(Duration.ofHours(1));
    return new TokenSettings(
        baseUrl(config, port),
        lifetime.compareTo(SHORTEST) < 0
            ? SHORTEST
            : lifetime.compareTo(KeyRing.MAX_TOKEN_LIFE) > 0 ? KeyRing.MAX_TOKEN_LIFE : lifetime,
        !config.bool("auth.omitIdentityTokenOwnershipClaim").orElse(true),
        config.bytes("backend.auth.maxTokenLength").orElse(DEFAULT_MAX_LENGTH),
        crossSite(config, port));
  }

  private static boolean crossSite(Config config, Optional<String> port) {
    return config
        .string("app.baseUrl")
        .filter(app -> !host(app).equals(host(baseUrl(config, port))))
        .isPresent();
  }

  private static String host(String url) {
    try {
      return String.valueOf(URI.create(url).getHost()).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return url;
    }
  }

  /** What holds while the configuration cannot be read. */
  static TokenSettings fallback() {
    return new TokenSettings(
        "http://localhost:7007", Duration.ofHours(1), false, DEFAULT_MAX_LENGTH, false);
  }

  private static String baseUrl(Config config, Optional<String> port) {
    String url =
        config
            .string("backend.baseUrl")
            .orElseGet(() -> "http://localhost:" + port.orElseGet(() -> configuredPort(config)));
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** The listen address is a port, {@code :7007}, {@code host:7007} or an object with a port. */
  private static String configuredPort(Config config) {
    if (config.section("backend.listen").isPresent()) {
      return config.string("backend.listen.port").orElse("7007");
    }
    String listen = config.string("backend.listen").orElse("7007");
    return listen.substring(listen.lastIndexOf(':') + 1);
  }

  /** Returns whether browsers reach the server by https. */
  boolean secure() {
    return baseUrl.startsWith("https:");
  }

  /** Returns the path of a plugin as browsers see it. */
  String pathOf(String pluginId) {
    return URI.create(baseUrl).getPath() + "/api/" + pluginId;
  }

  /** Returns the issuer of user tokens. */
  String issuer() {
    return baseUrl + "/api/auth";
  }
}
