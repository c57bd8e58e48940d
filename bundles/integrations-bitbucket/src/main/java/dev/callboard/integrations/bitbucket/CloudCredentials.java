package dev.callboard.integrations.bitbucket;

import dev.callboard.integrations.rest.ClientTokens;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostSettings;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/**
 * The credentials of an entry of {@code integrations.bitbucketCloud}: those of a user, a token, or
 * an OAuth client. Thread-safe; blocks while a token is fetched.
 */
final class CloudCredentials {
  private static final String ACCESS_TOKEN = "x-token-auth";
  private static final String API_TOKEN = "x-bitbucket-api-token-auth";

  private final Optional<String> fixed;
  private final Optional<String> fixedForGit;
  private final Optional<ClientTokens> tokens;

  private CloudCredentials(
      Optional<String> fixed, Optional<String> fixedForGit, Optional<ClientTokens> tokens) {
    this.fixed = fixed;
    this.fixedForGit = fixedForGit;
    this.tokens = tokens;
  }

  /** Reads an entry; empty settings stand for none. */
  static CloudCredentials of(
      Optional<HostSettings> entry, CloudAddresses addresses, HostClient client, Clock clock) {
    URI address = URI.create(addresses.web() + "/site/oauth2/access_token");
    return new CloudCredentials(
        entry.flatMap(CloudCredentials::fixed),
        entry.flatMap(CloudCredentials::git),
        entry
            .flatMap(CloudCredentials::oauthClient)
            .map(
                header ->
                    new ClientTokens(
                        client, address, header, "grant_type=client_credentials", clock)));
  }

  private static Optional<String> fixed(HostSettings settings) {
    Optional<String> user = settings.secret("username");
    Optional<String> apiToken = settings.secret("token");
    Optional<String> password = apiToken.or(() -> settings.secret("appPassword"));
    if (user.isPresent() && password.isEmpty()) {
      throw settings.wrong("username", "needs a 'token' or an 'appPassword' beside it");
    }
    if (user.isEmpty() && apiToken.isEmpty() && password.isPresent()) {
      throw settings.wrong("appPassword", "needs a 'username' beside it");
    }
    return user.isPresent()
        ? Optional.of(HostSettings.basic(user.get(), password.get()))
        : apiToken.map(text -> "Bearer " + text);
  }

  /** Git wants other names beside tokens than the API. */
  private static Optional<String> git(HostSettings settings) {
    Optional<String> user = settings.secret("username");
    return settings
        .secret("token")
        .map(token -> HostSettings.basic(user.isPresent() ? API_TOKEN : ACCESS_TOKEN, token))
        .or(
            () ->
                user.flatMap(
                    name ->
                        settings
                            .secret("appPassword")
                            .map(password -> HostSettings.basic(name, password))));
  }

  private static Optional<String> oauthClient(HostSettings settings) {
    Optional<String> id = settings.secret("clientId");
    Optional<String> secret = settings.secret("clientSecret");
    if (id.isPresent() != secret.isPresent()) {
      throw settings.wrong(
          id.isPresent() ? "clientId" : "clientSecret",
          "needs a '" + (id.isPresent() ? "clientSecret" : "clientId") + "' beside it");
    }
    return id.map(name -> HostSettings.basic(name, secret.orElseThrow()));
  }

  /** Returns the value of the header, or empty for none. An OAuth client goes before the rest. */
  Optional<String> header() {
    return tokens.map(client -> "Bearer " + client.token()).or(() -> fixed);
  }

  /** Returns the value of the header for git, or empty for none. */
  Optional<String> gitHeader() {
    return tokens
        .map(client -> HostSettings.basic(ACCESS_TOKEN, client.token()))
        .or(() -> fixedForGit);
  }
}
