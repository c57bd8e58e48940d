package dev.callboard.identity;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.identity.UserCookie;
import dev.callboard.platform.identity.UserCookies;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Cookies with limited tokens. Unlike Backstage's, each is for one plugin, which its path and a
 * claim {@code aud} say, and for the server's host only.
 */
@Component(service = UserCookies.class)
public final class DefaultUserCookies implements UserCookies {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final TokenAuthority authority;

  /** Makes no key yet. */
  @Activate
  public DefaultUserCookies(@Reference TokenAuthority authority) {
    this.authority = authority;
  }

  @Override
  public UserCookie issue(PortalPrincipal user, String pluginId) {
    requireNonNull(pluginId, "pluginId is null");
    if (user.type() != PrincipalType.USER
        || !(user instanceof DefaultPrincipal own)
        || !own.granted().isEmpty()
        || own.actor().isPresent()
        || own.proof().isEmpty()) {
      throw PortalException.notAllowed("Only a user who has signed in can have a cookie");
    }
    UserTokens.Dated token =
        authority.users().forCookie(user.getName(), own.proof().get(), pluginId);
    return cookie(token.token(), token.end(), pluginId);
  }

  @Override
  public UserCookie clear(String pluginId) {
    return cookie("", Instant.EPOCH, requireNonNull(pluginId, "pluginId is null"));
  }

  private UserCookie cookie(String value, Instant end, String pluginId) {
    TokenSettings settings = authority.settings().tokens();
    String header =
        (NAME + "=" + value)
            + ("; Path=" + settings.pathOf(pluginId))
            + ("; Expires=" + TIME.format(end))
            + ("; HttpOnly; Priority=High" + (settings.secure() ? "; Secure" : ""))
            + ("; SameSite=" + (settings.secure() && settings.crossSite() ? "None" : "Lax"));
    return new UserCookie(header, end);
  }

  @Override
  public PortalPrincipal authenticate(String value, String pluginId) {
    requireNonNull(pluginId, "pluginId is null");
    if (value.isEmpty() || value.length() > authority.settings().tokens().maxLength()) {
      throw IllegalToken.because("empty or too long");
    }
    return authority.users().verifyCookie(value, pluginId);
  }
}
