package dev.callboard.platform.identity;

import org.osgi.annotation.versioning.ProviderType;

/** Turns credentials into principals and makes tokens. Thread-safe. */
@ProviderType
public interface IdentityService {
  /**
   * Finds out whom a bearer token belongs to. May block for a moment on the first use of a key.
   *
   * @param token the token without the word Bearer, not null
   * @param pluginId the plugin that is called: a plugin token for another one is refused
   * @return the caller, never anonymous
   * @throws dev.callboard.platform.error.PortalException with code {@code AUTHENTICATION} and a
   *     constant message when the token is not one of ours or no longer valid
   */
  PortalPrincipal authenticate(String token, String pluginId);

  /** Returns the principal of callers without credentials. */
  PortalPrincipal anonymous();

  /**
   * Returns the principal of the server's own work, for audit.
   *
   * @param name what work, such as {@code ingestion}
   */
  PortalPrincipal system(String name);

  /**
   * Makes a token with which a plugin calls another one.
   *
   * @param fromPluginId the calling plugin
   * @param toPluginId the called plugin, the only one that accepts the token
   * @param onBehalfOf the user it acts for, or a principal of type {@code PLUGIN} or {@code SYSTEM}
   *     when it acts for itself
   * @return a signed token that is valid for an hour at the most
   */
  String pluginToken(String fromPluginId, String toPluginId, PortalPrincipal onBehalfOf);
}
