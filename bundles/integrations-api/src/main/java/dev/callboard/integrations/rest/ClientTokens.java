package dev.callboard.integrations.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The access token of an OAuth client (RFC 6749, section 4.4), kept until shortly before it ends.
 * Thread-safe; one caller fetches a token, the others wait for it.
 *
 * @since 1.2
 */
public final class ClientTokens {
  private static final Duration EARLY = Duration.ofMinutes(10);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final long LONGEST_SECONDS = 86_400;

  private final HostClient client;
  private final URI address;
  private final String authorization;
  private final String form;
  private final Clock clock;
  private String token;
  private Instant until = Instant.MIN;

  /**
   * Creates the tokens of a client. Connects to nothing.
   *
   * @param client may send to the address
   * @param address where tokens are given out
   * @param authorization the value of the header, or null when the form carries the credentials
   * @param form what is sent, encoded
   * @param clock tells when tokens end
   */
  public ClientTokens(
      HostClient client, URI address, String authorization, String form, Clock clock) {
    this.client = requireNonNull(client, "client is null");
    this.address = requireNonNull(address, "address is null");
    this.authorization = authorization;
    this.form = requireNonNull(form, "form is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Returns a token that is good for some minutes. Blocks; failures are those of the client. */
  public synchronized String token() {
    Instant now = clock.instant();
    if (token == null || !now.isBefore(until)) {
      RestAnswer answer = client.json(request());
      Duration kept = life(answer.text("expires_in").orElse("3600")).minus(EARLY);
      token = answer.requireText("access_token");
      until = now.plus(kept.compareTo(SHORTEST) < 0 ? SHORTEST : kept);
    }
    return token;
  }

  private HostRequest request() {
    return HostRequest.post(address, address.toString(), form.getBytes(StandardCharsets.US_ASCII))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Authorization", authorization);
  }

  private Duration life(String seconds) {
    if (!seconds.matches("[0-9]{1,9}")) {
      throw PortalException.unavailable(
          "'" + address + "' does not say until when its token is good");
    }
    return Duration.ofSeconds(Math.min(LONGEST_SECONDS, Long.parseLong(seconds)));
  }
}
