package dev.callboard.identity;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
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
  private static final String USER = KEY + ".userEntityRef";

  /** Nobody can sign in as a guest. */
  static GuestSettings none() {
    return new GuestSettings(false, false, "", List.of());
  }

  /**
   * Reads the settings.
   *
   * @throws PortalException with code {@code INPUT} when the user is no reference
   */
  static GuestSettings of(Config config) {
    boolean development =
        config.string("auth.environment").filter("development"::equals).isPresent();
    boolean anywhere = config.bool(KEY + ".dangerouslyAllowOutsideDevelopment").orElse(false);
    return new GuestSettings(
        config.has(KEY),
        development || anywhere,
        config.string(USER).map(GuestSettings::checked).orElse("user:development/guest"),
        config.strings(KEY + ".ownershipEntityRefs"));
  }

  private static String checked(String userRef) {
    try {
      if (userRef.indexOf('/') > 0 && EntityRef.parse(userRef).kind().equalsIgnoreCase("user")) {
        return userRef;
      }
    } catch (PortalException e) {
      // Told below, with the key.
    }
    throw PortalException.input(
        USER + " is '" + userRef + "'; expected a user such as user:development/guest");
  }
}
