package dev.callboard.catalog.discovery.github;

import dev.callboard.catalog.discovery.Values;
import dev.callboard.integrations.rest.HostCredentials;
import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks GitHub's GraphQL API, whose pages do not shift when repositories come and go while they are
 * read. It answers nobody without credentials. Thread-safe; blocks.
 */
final class GraphQl {
  private static final String CLOUD = "github.com";

  private final RestApis apis;
  private final HostCredentials credentials;
  private final String host;
  private final URI api;
  private final Optional<String> token;

  private GraphQl(
      RestApis apis, HostCredentials credentials, String host, URI api, Optional<String> token) {
    this.apis = apis;
    this.credentials = credentials;
    this.host = host;
    this.api = api;
    this.token = token;
  }

  /**
   * Returns the API of a host of {@code integrations.github}.
   *
   * @param where who asks for it, for the message when there is no such host
   */
  static GraphQl of(
      String where, Config config, String host, RestApis apis, HostCredentials credentials) {
    HostSettings settings =
        HostSettings.find(config, "github", host, CLOUD)
            .orElseThrow(
                () ->
                    PortalException.input(
                        where
                            + " needs the host "
                            + host
                            + " in integrations.github, with a token or an app"));
    String preset = host.equals(CLOUD) ? "https://api.github.com" : "https://" + host + "/api/v3";
    return new GraphQl(
        apis, credentials, host, settings.url("apiBaseUrl", preset), settings.secret("token"));
  }

  String host() {
    return host;
  }

  /** Returns who has installed an app of the host. Blocks. */
  List<String> owners(String app) {
    return credentials.owners("github", host, app);
  }

  /**
   * Asks something.
   *
   * @param owner whose app or token counts
   * @return the member {@code data} of the answer
   */
  Object ask(String owner, String query, Map<String, Object> variables) {
    String bearer =
        credentials
            .token("github", host, owner)
            .or(() -> token)
            .orElseThrow(
                () ->
                    PortalException.input(
                        "There are no credentials for "
                            + owner
                            + " on "
                            + host
                            + "; set token or apps in integrations.github"));
    HostProfile profile = HostProfile.of("github", host, Set.of(HostSettings.origin(api)));
    URI base = URI.create(api.toString().replaceFirst("/v3$", ""));
    RestAnswer answer =
        apis.open(profile, base, Map.of("Authorization", "Bearer " + bearer))
            .send("POST", "/graphql", Map.of("query", query, "variables", variables))
            .require("Asking " + host);
    List<Object> errors = Values.list(answer.body(), "errors");
    if (!errors.isEmpty()) {
      Object first = errors.get(0);
      throw new PortalException(
          code(Values.text(first, "type").orElse("")),
          host + " answered: " + Values.text(first, "message").orElse("an error"));
    }
    return Values.at(answer.body(), "data");
  }

  private static ErrorCode code(String type) {
    return switch (type) {
      case "RATE_LIMITED" -> ErrorCode.SERVICE_UNAVAILABLE;
      case "NOT_FOUND" -> ErrorCode.NOT_FOUND;
      default -> ErrorCode.INPUT;
    };
  }
}
