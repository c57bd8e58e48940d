package dev.callboard.platform.identity;

import org.osgi.annotation.versioning.ProviderType;

/** Cookies by which browsers show who a user is where a script cannot. Thread-safe. */
@ProviderType
public interface UserCookies {
  /** The name of the cookie. */
  String NAME = "backstage-auth";

  /**
   * Makes a cookie that is as long valid as the credentials of the user.
   *
   * @param user the caller, not null
   * @param pluginId the one plugin that accepts it
   * @throws dev.callboard.platform.error.PortalException with code {@code NOT_ALLOWED} when the
   *     caller is not a user who has signed in, but somebody who acts for one
   */
  UserCookie issue(PortalPrincipal user, String pluginId);

  /** Returns the cookie that takes the one of a plugin back. */
  UserCookie clear(String pluginId);

  /**
   * Finds out whom a cookie belongs to.
   *
   * @param value its value, not null
   * @param pluginId the plugin that is called
   * @throws dev.callboard.platform.error.PortalException with code {@code AUTHENTICATION} and a
   *     constant message when it is not one of ours, for another plugin, or no longer valid
   */
  PortalPrincipal authenticate(String value, String pluginId);
}
