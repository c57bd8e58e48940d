package dev.callboard.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.UserCookie;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCookiesTest {
  @TempDir Path data;

  private static String value(UserCookie cookie) {
    return cookie.header().substring("backstage-auth=".length(), cookie.header().indexOf(';'));
  }

  private static ErrorCode refused(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(PortalException.class, call).code();
  }

  private static DefaultUserCookies cookies(Lab lab) {
    return new DefaultUserCookies(lab.authority);
  }

  private static UserCookie cookie(Lab lab) {
    return cookies(lab).issue(lab.authenticate(lab.userToken(), "techdocs"), "techdocs");
  }

  @Test
  void fixture_027_the_cookie_has_a_limited_token_as_long_as_the_users() {
    Lab lab = new Lab(data);
    UserCookie cookie = cookie(lab);
    Map<String, Object> header = Lab.json(value(cookie), 0);
    assertEquals(List.of("typ", "alg", "kid"), List.copyOf(header.keySet()));
    assertEquals("vnd.backstage.limited-user", header.get("typ"));
    Map<String, Object> claims = Lab.json(value(cookie), 1);
    assertEquals(List.of("sub", "iat", "exp", "aud"), List.copyOf(claims.keySet()));
    assertEquals(lab.clock.instant().plusSeconds(3600), cookie.expires());
    assertTrue(
        cookie
            .header()
            .endsWith(
                "; Path=/api/techdocs; Expires=Sat, 21 Nov 2026 00:51:21 GMT; HttpOnly;"
                    + " Priority=High; SameSite=Lax"),
        cookie.header());
    PortalPrincipal user = cookies(lab).authenticate(value(cookie), "techdocs");
    assertEquals(Lab.USER, user.getName());
    assertFalse(cookie.toString().contains(value(cookie)));
  }

  @Test
  void A11_the_cookie_is_for_its_plugin_and_no_bearer_token() {
    Lab lab = new Lab(data);
    String value = value(cookie(lab));
    assertEquals(
        ErrorCode.AUTHENTICATION, refused(() -> cookies(lab).authenticate(value, "catalog")));
    lab.assertIllegal(value);
    Lab.assertIllegal(lab.authority, value, "techdocs");
    String proof = ((DefaultPrincipal) lab.authenticate(lab.userToken())).proof().orElseThrow();
    assertEquals(
        ErrorCode.AUTHENTICATION, refused(() -> cookies(lab).authenticate(proof, "techdocs")));
    assertEquals(
        ErrorCode.AUTHENTICATION,
        refused(() -> cookies(lab).authenticate(lab.userToken(), "techdocs")));
  }

  @Test
  void A11_the_token_of_a_cookie_proves_nothing_to_other_plugins() {
    Lab lab = new Lab(data);
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", "techdocs");
    claims.put("aud", "catalog");
    claims.put("iat", lab.clock.instant().getEpochSecond());
    claims.put("exp", lab.clock.instant().getEpochSecond() + 60);
    claims.put("obo", value(cookie(lab)));
    String forged =
        Signing.token(PluginTokens.TYPE, lab.authority.pluginKeys().signingKey(), claims);
    lab.assertIllegal(forged);
    // The plugin itself gets a proof of its own for the user who came with the cookie.
    PortalPrincipal user = cookies(lab).authenticate(value(cookie(lab)), "techdocs");
    String onwards = lab.authority.plugins().issue("techdocs", "catalog", user);
    assertEquals(Lab.USER, lab.authenticate(onwards, "catalog").getName());
  }

  @Test
  void A03_a_cookie_ends_with_the_token_it_was_made_with() {
    Lab lab = new Lab(data);
    String token = lab.userToken();
    lab.clock.move(Duration.ofMinutes(50));
    UserCookie cookie = cookies(lab).issue(lab.authenticate(token, "techdocs"), "techdocs");
    lab.clock.move(Duration.ofMinutes(11));
    assertEquals(
        ErrorCode.AUTHENTICATION,
        refused(() -> cookies(lab).authenticate(value(cookie), "techdocs")));
  }

  @Test
  void A11_who_only_acts_for_a_user_gets_no_cookie() {
    Lab lab = new Lab(data);
    String carried =
        lab.authority.plugins().issue("search", "techdocs", lab.authenticate(lab.userToken()));
    for (String token : List.of(carried, Lab.STATIC_TOKEN, lab.adminToken())) {
      PortalPrincipal caller = lab.authenticate(token, "techdocs");
      assertEquals(ErrorCode.NOT_ALLOWED, refused(() -> cookies(lab).issue(caller, "techdocs")));
    }
    // As with an access token.
    DefaultPrincipal narrow =
        ((DefaultPrincipal) lab.authenticate(lab.userToken(), "techdocs"))
            .limitedTo(List.of(new AccessRestriction("techdocs", Set.of(), Set.of())));
    assertEquals(ErrorCode.NOT_ALLOWED, refused(() -> cookies(lab).issue(narrow, "techdocs")));
  }

  @Test
  void over_https_the_cookie_is_secure_and_crosses_sites_only_if_the_app_is_elsewhere() {
    Lab same =
        new Lab(
            data,
            Lab.config()
                .with("backend.baseUrl", "https://portal.example.com/base/")
                .with("app.baseUrl", "https://portal.example.com"));
    assertTrue(cookie(same).header().endsWith("; Secure; SameSite=Lax"));
    assertTrue(cookie(same).header().contains("; Path=/base/api/techdocs;"));
    Lab other = new Lab(data, same.used().with("app.baseUrl", "https://app.example.com"));
    assertTrue(cookie(other).header().endsWith("; Secure; SameSite=None"));
    assertTrue(
        cookies(other).clear("techdocs").header().contains("Expires=Thu, 01 Jan 1970 00:00:00"));
  }
}
