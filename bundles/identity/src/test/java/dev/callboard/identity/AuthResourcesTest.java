package dev.callboard.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.identity.signin.ProviderResource;
import dev.callboard.identity.signin.Providers;
import dev.callboard.identity.signin.SignIn;
import dev.callboard.identity.signin.Vault;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.testing.MapConfig;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Replays the recorded calls of sign-in; the wire itself is the gateway's business. */
class AuthResourcesTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path data;

  private static Map<String, Object> fixture(String name) throws IOException {
    try (InputStream in =
        AuthResourcesTest.class.getResourceAsStream("/fixtures/" + name + ".json")) {
      return json(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> json(String text) throws IOException {
    return JSON.readValue(text, Map.class);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> part(Map<String, Object> json, String... path) {
    Map<String, Object> current = json;
    for (String key : path) {
      current = (Map<String, Object>) current.get(key);
    }
    return current;
  }

  private static void assertRecorded(String name, Executable call) throws IOException {
    Map<String, Object> response = part(fixture(name), "response");
    PortalException thrown = assertThrows(PortalException.class, call);
    assertEquals(response.get("status"), thrown.code().status());
    Map<String, Object> error = part(response, "body", "error");
    assertEquals(error.get("name"), thrown.code().errorName());
    assertEquals(error.get("message"), thrown.getMessage());
  }

  private Lab lab() {
    Lab lab = new Lab(data);
    lab.authority.catalog = new GuestCatalog();
    return lab;
  }

  private static ProviderResource providers(Lab lab) {
    SignIn.Parts parts =
        new SignIn.Parts(
            new Providers(),
            lab::used,
            () -> lab.authority.settings().tokens().issuer(),
            new Vault(lab.authority.signInKey()::get),
            new DefaultIdentities(lab.authority),
            () -> Optional.ofNullable(lab.authority.catalog),
            lab.clock);
    return new ProviderResource(new SignIn(parts, null, new AuditList()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> refresh(Lab lab) {
    return (Map<String, Object>) providers(lab).refresh("guest", null, null).getEntity();
  }

  /** Calls as the gateway does, which says who it is. */
  private static Map<String, Object> userInfo(Lab lab, String authorization) {
    return new UserInfoResource().userInfo(authorization, new Gateway(lab, authorization));
  }

  private record Gateway(Lab lab, String authorization) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      try {
        return lab.authenticate(authorization.substring(7), "auth");
      } catch (PortalException e) {
        return DefaultPrincipal.anonymous();
      }
    }

    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public boolean isSecure() {
      return true;
    }

    @Override
    public String getAuthenticationScheme() {
      return "Bearer";
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void fixtures_015_to_017_a_guest_gets_a_token() throws IOException {
    Lab lab = lab();
    for (Map<String, Object> answer :
        List.of(
            refresh(lab),
            (Map<String, Object>) providers(lab).refreshByPost("guest", null, null).getEntity())) {
      Map<String, Object> actual = json(JSON.writeValueAsString(answer));
      Map<String, Object> expected =
          part(fixture("015-auth-guest-refresh-without-x-requested-with"), "response", "body");
      String token = (String) part(actual, "backstageIdentity").remove("token");
      String recorded = (String) part(expected, "backstageIdentity").remove("token");
      assertEquals(expected, actual);
      assertEquals(
          Lab.json(recorded, 0).keySet().toString(), Lab.json(token, 0).keySet().toString());
      Map<String, Object> recordedClaims = Lab.json(recorded, 1);
      Map<String, Object> claims = Lab.json(token, 1);
      assertEquals(recordedClaims.keySet().toString(), claims.keySet().toString());
      for (String claim : List.of("iss", "sub", "aud")) {
        assertEquals(recordedClaims.get(claim), claims.get(claim));
      }
      assertEquals("user:development/guest", lab.authenticate(token).getName());
    }
  }

  @Test
  void fixture_018_guests_have_no_start_page() throws IOException {
    Lab lab = lab();
    assertRecorded(
        "018-auth-guest-start",
        () -> providers(lab).start("guest", null, null, null, null, null, null));
  }

  @Test
  void fixture_019_guests_cannot_log_out() throws IOException {
    Lab lab = lab();
    assertRecorded("019-auth-guest-logout", () -> providers(lab).otherPost("guest"));
  }

  @Test
  void fixture_020_other_providers_are_unknown() throws IOException {
    Lab lab = lab();
    assertRecorded("020-auth-unknown-provider", () -> providers(lab).otherGet("github"));
  }

  @Test
  void A10_guests_are_refused_outside_of_development() {
    MapConfig guest = MapConfig.empty().with("auth.providers.guest", Map.of());
    for (MapConfig config : List.of(guest, guest.with("auth.environment", "production"))) {
      Lab lab = new Lab(data, config);
      PortalException thrown = assertThrows(PortalException.class, () -> refresh(lab));
      assertEquals(ErrorCode.NOT_ALLOWED, thrown.code());
    }
    Lab development = new Lab(data, guest.with("auth.environment", "development"));
    assertEquals(
        List.of("user:development/guest"),
        part(refresh(development), "backstageIdentity", "identity").get("ownershipEntityRefs"));
  }

  @Test
  void guests_can_be_another_user_that_owns_something() {
    Lab lab =
        new Lab(
            data,
            Lab.config()
                .with("auth.providers.guest.userEntityRef", "user:default/visitor")
                .with("auth.providers.guest.ownershipEntityRefs", List.of("group:default/all")));
    Map<String, Object> identity = part(refresh(lab), "backstageIdentity", "identity");
    assertEquals("user:default/visitor", identity.get("userEntityRef"));
    assertEquals(List.of("group:default/all"), identity.get("ownershipEntityRefs"));
  }

  @Test
  void fixture_021_the_public_keys_verify_a_token() throws Exception {
    Lab lab = lab();
    SignedJWT token = SignedJWT.parse(lab.userToken());
    Map<String, ?> keys = new WellKnownResource(lab.authority).keys();
    Map<String, Object> recorded = part(fixture("021-auth-jwks"), "response", "body");
    Map<?, ?> key = (Map<?, ?>) ((List<?>) keys.get("keys")).get(0);
    Map<?, ?> recordedKey = (Map<?, ?>) ((List<?>) recorded.get("keys")).get(0);
    assertEquals(recordedKey.keySet().toString(), key.keySet().toString());
    JWKSet set = JWKSet.parse(JSON.writeValueAsString(keys));
    assertEquals(
        true,
        token.verify(new ECDSAVerifier(set.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())));
    assertEquals(false, set.containsNonPublicKeys());
  }

  @Test
  void fixture_022_the_openid_configuration() throws IOException {
    assertEquals(
        part(fixture("022-auth-openid-configuration"), "response", "body"),
        new WellKnownResource(lab().authority).configuration());
  }

  @Test
  void fixture_023_userinfo_of_a_guest() throws IOException {
    Lab lab = lab();
    String token = lab.authority.users().issue("user:development/guest");
    assertEquals(
        part(fixture("023-auth-userinfo-with-guest-token"), "response", "body"),
        userInfo(lab, "Bearer " + token));
  }

  @Test
  void fixture_024_userinfo_of_a_service() throws IOException {
    Lab lab = lab();
    assertRecorded(
        "024-auth-userinfo-with-static-token", () -> userInfo(lab, "bearer " + Lab.STATIC_TOKEN));
  }

  @Test
  void fixture_025_userinfo_without_a_token() throws IOException {
    Lab lab = lab();
    assertRecorded("025-auth-userinfo-without-token", () -> userInfo(lab, null));
    assertRecorded("025-auth-userinfo-without-token", () -> userInfo(lab, "Basic eDp5"));
  }

  @Test
  void a_token_that_the_gateway_refuses_is_illegal_here_too() {
    Lab lab = lab();
    PortalException refused =
        assertThrows(PortalException.class, () -> userInfo(lab, "Bearer wrong"));
    assertEquals(ErrorCode.AUTHENTICATION, refused.code());
    assertEquals("Illegal token", refused.getMessage());
  }

  @Test
  void Z11_a_change_of_membership_counts_at_the_next_request() {
    Lab lab = lab();
    String token = lab.authority.users().issue("user:development/guest");
    PortalPrincipal before = lab.authenticate(token);
    assertEquals(List.of("user:development/guest", "group:default/team-a"), before.ownershipRefs());
    lab.authority.catalog = null;
    assertEquals(List.of("user:development/guest"), lab.authenticate(token).ownershipRefs());
  }

  /** A catalog in which the guest is a member of team a. */
  private static final class GuestCatalog implements CatalogService {
    @Override
    public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
      if (!ref.toString().equals("user:development/guest")) {
        return Optional.empty();
      }
      return Optional.of(
          Entity.of(
              Map.of(
                  "apiVersion",
                  "backstage.io/v1alpha1",
                  "kind",
                  "User",
                  "metadata",
                  Map.of("namespace", "development", "name", "guest"),
                  "relations",
                  List.of(
                      Map.of("type", "memberOf", "targetRef", "group:default/team-a"),
                      Map.of("type", "ownerOf", "targetRef", "component:default/x")))));
    }

    @Override
    public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void refresh(EntityRef ref) {
      throw new UnsupportedOperationException();
    }
  }
}
