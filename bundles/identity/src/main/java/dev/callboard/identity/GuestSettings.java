package dev.callboard.identity;

import dev.callboard.platform.config.Config;
import java.util.List;

/**
 * Sign-in without a password, for trying out and for demonstrations.
 *
 * @param configured whether {@code auth.providers.guest} exists
 * @param allowed whether it may be used in this environment
 * @param userRef the user that guests are
 * @param ownershipRefs what guests own when the catalog does not know the user
 */
record GuestSettings(
    boolean configured, boolean allowed, String userRef, List<String> ownershipRefs) {
  private static final String KEY = "auth.providers.guest";

  /** Reads the settings. */
  static GuestSettings of(Config config) {
    boolean development =
        config.string("auth.environment").filter("development"::equals).isPresent();
    boolean anywhere = config.bool(KEY + ".dangerouslyAllowOutsideDevelopment").orElse(false);
    return new GuestSettings(
        config.has(KEY),
        development || anywhere,
        config.string(KEY + ".userEntityRef").orElse("user:development/guest"),
        config.strings(KEY + ".ownershipEntityRefs"));
  }
}
