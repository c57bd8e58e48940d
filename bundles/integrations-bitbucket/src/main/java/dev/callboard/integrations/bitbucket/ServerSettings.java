package dev.callboard.integrations.bitbucket;

import dev.callboard.integrations.spi.HostSettings;
import java.net.URI;
import java.util.Optional;

/**
 * One entry of {@code integrations.bitbucketServer}, with the keys that Backstage documents.
 *
 * @param host the host, with its port when it has one
 * @param api where the REST API is
 * @param base where the pages are
 * @param authorization the value of the header with the credentials, or empty
 */
record ServerSettings(String host, URI api, URI base, Optional<String> authorization) {
  static ServerSettings of(HostSettings settings) {
    String host = settings.host(null);
    URI api = settings.url("apiBaseUrl", "https://" + host + "/rest/api/1.0");
    boolean same = HostSettings.authority(api).equals(host);
    // The pages are where the API is, below the same path.
    String base = same ? api.toString().replaceFirst("/rest/api/[^/]+$", "") : "https://" + host;
    Optional<String> user = settings.secret("username");
    Optional<String> password = settings.secret("password");
    Optional<String> token = settings.secret("token");
    if (token.isEmpty() && user.isPresent() != password.isPresent()) {
      throw settings.wrong(
          user.isPresent() ? "username" : "password",
          "needs a '" + (user.isPresent() ? "password" : "username") + "' beside it");
    }
    return new ServerSettings(
        host,
        api,
        URI.create(base),
        token
            .map(text -> "Bearer " + text)
            .or(() -> user.map(name -> HostSettings.basic(name, password.orElseThrow()))));
  }
}
