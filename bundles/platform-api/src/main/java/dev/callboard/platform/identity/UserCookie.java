package dev.callboard.platform.identity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A cookie as it is sent.
 *
 * @param header the value of {@code Set-Cookie}; a secret
 * @param expires when it ends
 */
public record UserCookie(String header, Instant expires) {
  /** Refuses null. */
  public UserCookie {
    requireNonNull(header, "header is null");
    requireNonNull(expires, "expires is null");
  }

  @Override
  public String toString() {
    return "a cookie until " + expires;
  }
}
