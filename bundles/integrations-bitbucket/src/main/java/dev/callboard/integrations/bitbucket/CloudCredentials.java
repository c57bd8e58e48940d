package dev.callboard.integrations.bitbucket;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The credentials of an entry of {@code integrations.bitbucketCloud}: those of a user, a token, or
 * an OAuth client, whose token is kept until shortly before it ends. Thread-safe; blocks while a
 * token is fetched.
 */
final class CloudCredentials {
  private static final Duration EARLY = Duration.ofMinutes(10);
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private final Optional<String> fixed;
  private final Optional<String> oauthClient;
  private final URI tokens;
  private final HostClient client;
  private final Clock clock;
  private String token;
  private Instant until = Instant.MIN;

  private CloudCredentials(
      Optional<String> fixed,
      Optional<String> oauthClient,
      URI tokens,
      HostClient client,
      Clock clock) {
    this.fixed = fixed;
    this.oauthClient = oauthClient;
    this.tokens = tokens;
    this.client = client;
    this.clock = clock;
  }

  /** Reads an entry; empty settings stand for none. */
  static CloudCredentials of(
      Optional<HostSettings> entry, CloudAddresses addresses, HostClient client, Clock clock) {
    return new CloudCredentials(
        entry.flatMap(CloudCredentials::fixed),
        entry.flatMap(CloudCredentials::oauthClient),
        URI.create(addresses.web() + "/site/oauth2/access_token"),
        client,
        clock);
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
    return oauthClient.isPresent() ? Optional.of("Bearer " + oauthToken()) : fixed;
  }

  private synchronized String oauthToken() {
    Instant now = clock.instant();
    if (token == null || !now.isBefore(until)) {
      RestAnswer answer = client.json(request());
      Duration life = Duration.ofSeconds(seconds(answer.text("expires_in").orElse("3600")));
      Duration kept = life.minus(EARLY);
      token = answer.requireText("access_token");
      until = now.plus(kept.compareTo(SHORTEST) < 0 ? SHORTEST : kept);
    }
    return token;
  }

  private HostRequest request() {
    byte[] body = "grant_type=client_credentials".getBytes(StandardCharsets.US_ASCII);
    return HostRequest.post(tokens, tokens.toString(), body)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Authorization", oauthClient.orElseThrow());
  }

  private static long seconds(String text) {
    try {
      return Math.max(0, Math.min(86_400, Long.parseLong(text)));
    } catch (NumberFormatException e) {
      throw PortalException.unavailable("Bitbucket does not say until when its token is good");
    }
  }
}
