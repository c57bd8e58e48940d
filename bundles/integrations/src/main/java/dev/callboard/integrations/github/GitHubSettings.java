package dev.callboard.integrations.github;

import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.config.Config;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code integrations.github}, with the keys that Backstage documents.
 *
 * @param host github.com or the host of an enterprise
 * @param api where the REST API is
 * @param raw where files are served without the API, or empty
 * @param token for the API, or empty
 * @param apps of the host
 */
record GitHubSettings(
    String host, URI api, Optional<URI> raw, Optional<String> token, List<App> apps) {
  private static final String CLOUD = "github.com";

  /**
   * A GitHub app.
   *
   * @param appId its number
   * @param owners whose installations may be used; empty for all
   */
  record App(String appId, List<String> owners) {}

  static GitHubSettings cloud() {
    return new GitHubSettings(
        CLOUD,
        URI.create("https://api.github.com"),
        Optional.of(URI.create("https://raw.githubusercontent.com")),
        Optional.empty(),
        List.of());
  }

  static GitHubSettings of(HostSettings settings) {
    String host = settings.host(CLOUD);
    boolean cloud = host.equals(CLOUD);
    String api = cloud ? "https://api.github.com" : "https://" + host + "/api/v3";
    Optional<URI> raw = Optional.empty();
    if (cloud || settings.entry().has("rawBaseUrl")) {
      raw = Optional.of(settings.url("rawBaseUrl", "https://raw.githubusercontent.com"));
    }
    return new GitHubSettings(
        host, settings.url("apiBaseUrl", api), raw, settings.secret("token"), apps(settings));
  }

  private static List<App> apps(HostSettings settings) {
    return settings.entry().sections("apps").stream().map(app -> app(app, settings)).toList();
  }

  private static App app(Config app, HostSettings settings) {
    for (String key : List.of("appId", "clientId", "clientSecret", "privateKey")) {
      if (!app.has(key)) {
        throw settings.wrong("apps", "has an app without '" + key + "', which each of them needs");
      }
    }
    return new App(app.string("appId").orElseThrow(), app.strings("allowedInstallationOwners"));
  }

  /** Without credentials the raw files are used, which count against no limit of the API. */
  boolean usesApi() {
    return token.isPresent() || raw.isEmpty();
  }
}
