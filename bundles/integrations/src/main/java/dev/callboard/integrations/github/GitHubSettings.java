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
    String host, URI api, Optional<URI> raw, Optional<String> token, List<GitHubApp> apps) {
  private static final String CLOUD = "github.com";

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

  private static List<GitHubApp> apps(HostSettings settings) {
    return settings.entry().sections("apps").stream().map(app -> app(app, settings)).toList();
  }

  private static GitHubApp app(Config app, HostSettings settings) {
    for (String key : List.of("appId", "clientId", "clientSecret", "privateKey")) {
      if (!app.has(key)) {
        throw settings.wrong("apps", "has an app without '" + key + "', which each of them needs");
      }
    }
    String id = app.string("appId").orElseThrow();
    if (!id.matches("[A-Za-z0-9._-]{1,100}")) {
      throw settings.wrong("apps", "has an app whose appId is none");
    }
    return new GitHubApp(
        id,
        RsaKeys.read(app.string("privateKey").orElseThrow())
            .orElseThrow(
                () ->
                    settings.wrong(
                        "apps", "has an app whose privateKey is no RSA key in the form of PEM")),
        app.strings("allowedInstallationOwners"));
  }
}
