package dev.callboard.identity.access;

import dev.callboard.platform.config.Config;
import java.time.Duration;

/**
 * What the configuration says about access tokens.
 *
 * @param enabled whether users may have some
 * @param lifetime how long one is valid when nobody says so
 * @param longest how long one may be valid
 * @param perUser how many one user may have
 */
public record AccessTokenSettings(
    boolean enabled, Duration lifetime, Duration longest, long perUser) {
  /** Nobody has access tokens. */
  public static AccessTokenSettings none() {
    return new AccessTokenSettings(false, Duration.ZERO, Duration.ZERO, 0);
  }

  /** Reads the settings. */
  public static AccessTokenSettings of(Config config) {
    Duration longest =
        config.duration("auth.accessTokens.maxLifetime").orElse(Duration.ofDays(365));
    Duration lifetime =
        config.duration("auth.accessTokens.defaultLifetime").orElse(Duration.ofDays(90));
    return new AccessTokenSettings(
        config.bool("auth.accessTokens.enabled").orElse(true),
        lifetime.compareTo(longest) < 0 ? lifetime : longest,
        longest,
        config.number("auth.accessTokens.perUser").orElse(50L));
  }
}
