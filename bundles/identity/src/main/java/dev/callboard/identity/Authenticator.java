package dev.callboard.identity;

import dev.callboard.identity.access.AccessTokens;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out whom a bearer token belongs to. */
final class Authenticator {
  private static final String OUR_TYPES = "vnd.backstage.";

  private final StaticTokens admin;
  private final UserTokens users;
  private final PluginTokens plugins;
  private final AccessTokens accessTokens;
  private final Supplier<Settings> settings;

  Authenticator(
      StaticTokens admin,
      UserTokens users,
      PluginTokens plugins,
      AccessTokens accessTokens,
      Supplier<Settings> settings) {
    this.admin = admin;
    this.users = users;
    this.plugins = plugins;
    this.accessTokens = accessTokens;
    this.settings = settings;
  }

  /** Authenticates as {@code IdentityService.authenticate}. */
  PortalPrincipal authenticate(String token, String pluginId) {
    Settings current = settings.get();
    if (token.isEmpty() || token.length() > current.tokens().maxLength()) {
      throw IllegalToken.because("empty or too long");
    }
    DefaultPrincipal principal = identify(token, pluginId, current).at(pluginId);
    if (!principal.granted().isEmpty() && principal.accessRestrictions().isEmpty()) {
      throw PortalException.notAllowed(
          "These credentials are restricted to other plugins than '" + pluginId + "'");
    }
    return principal;
  }

  private DefaultPrincipal identify(String token, String pluginId, Settings current) {
    Optional<DefaultPrincipal> administrator = admin.authenticate(token);
    Optional<DefaultPrincipal> known = current.external().byKnownToken(token);
    if (administrator.isPresent() || known.isPresent()) {
      return administrator.or(() -> known).get();
    }
    if (AccessTokens.looksLike(token)) {
      return accessTokens
          .authenticate(token)
          .map(users::bearer)
          .orElseThrow(() -> IllegalToken.because("no access token that is good now"));
    }
    SignedToken signed = SignedToken.parse(token);
    String type = signed.type();
    if (type.equals(UserTokens.TYPE)) {
      return users.verify(signed);
    }
    if (type.equals(PluginTokens.TYPE)) {
      return plugins.verify(signed, pluginId);
    }
    if (type.startsWith(OUR_TYPES)) {
      // A limited token proves who the user is; it opens no route by itself.
      throw IllegalToken.because("a token of type " + type + " is not a bearer token");
    }
    return current
        .external()
        .bySignedToken(token)
        .orElseThrow(() -> IllegalToken.because("nobody knows it"));
  }
}
