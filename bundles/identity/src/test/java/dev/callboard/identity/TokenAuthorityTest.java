package dev.callboard.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenAuthorityTest {
  @TempDir Path data;

  private static Map<String, Object> restricted(Object... restrictions) {
    Map<String, Object> access = Lab.staticAccess("read-only-token", "reader");
    access.put("accessRestrictions", List.of(restrictions));
    return access;
  }

  private Lab labWith(Map<String, Object> access) {
    return new Lab(data, Lab.config().with("backend.auth.externalAccess", List.of(access)));
  }

  @Test
  void a_static_token_is_an_external_service() {
    PortalPrincipal principal = new Lab(data).authenticate(Lab.STATIC_TOKEN);
    assertEquals("external:bench", principal.getName());
    assertEquals(PrincipalType.SERVICE, principal.type());
    assertEquals(Optional.empty(), principal.actor());
    assertEquals(List.of(), principal.accessRestrictions());
  }

  @Test
  void A10_the_admin_token_is_random_and_only_the_owner_can_read_it() throws IOException {
    Lab lab = new Lab(data);
    String token = lab.adminToken();
    assertTrue(token.length() >= 43, "too short");
    assertEquals("external:admin", lab.authenticate(token).getName());
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(data.resolve("admin-token")));
    assertNotEquals(token, new Lab(Files.createDirectory(data.resolve("other"))).adminToken());
  }

  @Test
  void the_admin_token_survives_a_restart_and_is_replaced_when_it_is_deleted() throws IOException {
    Lab lab = new Lab(data);
    String token = lab.adminToken();
    assertEquals(
        "external:admin",
        lab.start(Lab.config()).authenticator().authenticate(token, "plugins").getName());
    Files.delete(data.resolve("admin-token"));
    Lab.assertIllegal(lab.start(Lab.config()), token, "plugins");
    assertNotEquals(token, lab.adminToken());
  }

  @Test
  void an_admin_token_that_others_can_read_is_closed() throws IOException {
    Lab lab = new Lab(data);
    Path file = data.resolve("admin-token");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    lab.start(Lab.config());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void A10_there_is_no_default_token() {
    Lab lab = new Lab(data, MapConfig.empty());
    for (String token : List.of("admin", "admin123", "karaf", "secret", "changeme", "")) {
      lab.assertIllegal(token);
    }
  }

  @Test
  void the_name_of_the_administrator_cannot_be_configured() {
    for (String subject : List.of("admin", "external:admin")) {
      Lab lab = labWith(Lab.staticAccess("some-other-token", subject));
      lab.assertIllegal("some-other-token");
      String problem = lab.authority.settings().problem().orElseThrow();
      assertTrue(problem.contains("reserved"), problem);
    }
  }

  @Test
  void restricted_credentials_reach_the_named_plugin_only() {
    Lab lab =
        labWith(
            restricted(
                Map.of(
                    "plugin", "catalog",
                    "permission", "catalog.entity.read, catalog.location.read",
                    "permissionAttribute", Map.of("action", List.of("read", "update")))));
    PortalPrincipal principal = lab.authenticate("read-only-token", "catalog");
    assertEquals(1, principal.accessRestrictions().size());
    assertEquals(
        java.util.Set.of("catalog.entity.read", "catalog.location.read"),
        principal.accessRestrictions().get(0).permissions());
    assertEquals(
        java.util.Set.of("read", "update"), principal.accessRestrictions().get(0).actions());
    PortalException thrown =
        assertThrows(PortalException.class, () -> lab.authenticate("read-only-token", "plugins"));
    assertEquals(ErrorCode.NOT_ALLOWED, thrown.code());
  }

  private void assertRefused(String expected, Object... entries) {
    Lab lab = new Lab(data, Lab.config().with("backend.auth.externalAccess", List.of(entries)));
    String problem = lab.authority.settings().problem().orElse("accepted");
    assertTrue(problem.contains(expected), problem);
    assertFalse(lab.authority.settings().usable());
    assertEquals(Optional.of(problem), new IdentityHealth(lab.authority).notReady());
    for (Object entry : entries) {
      if (((Map<?, ?>) entry).get("options") instanceof Map<?, ?> options
          && options.get("token") != null) {
        assertFalse(problem.contains(options.get("token").toString()), problem);
      }
    }
  }

  @Test
  void wrong_external_access_is_told_by_entry_and_key() {
    Map<String, Object> good = Lab.staticAccess("first-good-token", "ci");
    assertRefused("externalAccess[1].options.token is the same", good, good);
    assertRefused(
        "externalAccess[0].type is 'basic'", Map.of("type", "basic", "options", Map.of()));
    assertRefused("externalAccess[0].type is missing", Map.of("options", Map.of()));
    assertRefused("no object 'options'", Map.of("type", "static"));
    assertRefused("at least 8", Lab.staticAccess("seven77", "ci"));
    assertRefused("no spaces", Lab.staticAccess("with a space", "ci"));
    assertRefused("subject must not contain spaces", Lab.staticAccess("good-token", "c i"));
    assertRefused("subject is missing", Lab.staticAccess("good-token", ""));
    assertRefused(
        "names the plugin 'catalog' twice",
        restricted(Map.of("plugin", "catalog"), Map.of("plugin", "catalog")));
    assertRefused(
        "unknown key 'permissions'", restricted(Map.of("plugin", "catalog", "permissions", "x")));
    assertRefused(
        "unknown key 'resource'",
        restricted(Map.of("plugin", "catalog", "permissionAttribute", Map.of("resource", "x"))));
    assertRefused(
        "must be create, read, update or delete",
        restricted(Map.of("plugin", "catalog", "permissionAttribute", Map.of("action", "use"))));
    assertRefused("without 'plugin'", restricted(Map.of("permission", "x")));
    assertRefused("is empty", restricted());
    assertRefused(
        "unknown key 'accessRestriction'",
        Map.of("type", "static", "options", Map.of(), "accessRestriction", List.of()));
    assertRefused(
        "not base64", Map.of("type", "legacy", "options", Map.of("secret", "%", "subject", "x")));
    assertRefused(
        "http or https", Map.of("type", "jwks", "options", Map.of("url", "file:///etc/x")));
    assertRefused(
        "'HS256' is not one of",
        Map.of("type", "jwks", "options", Map.of("url", "https://a.test/k", "algorithm", "HS256")));
  }

  @Test
  void with_wrong_settings_at_the_start_the_administrator_gets_in() {
    for (String userRef : List.of("guest", "user:", "user:guest", "group:default/all")) {
      Lab lab = new Lab(data, Lab.config().with("auth.providers.guest.userEntityRef", userRef));
      String problem = lab.authority.settings().problem().orElse("accepted");
      assertTrue(problem.startsWith("auth.providers.guest.userEntityRef is '"), problem);
      assertEquals("external:admin", lab.authenticate(lab.adminToken()).getName());
      lab.assertIllegal(Lab.STATIC_TOKEN);
    }
  }

  @Test
  void a_token_of_eight_characters_is_long_enough() {
    Lab lab = labWith(Lab.staticAccess("12345678", "ci"));
    assertEquals("external:ci", lab.authenticate("12345678").getName());
  }

  @Test
  void F39_a_wrong_configuration_at_reload_keeps_the_old_one() {
    Lab lab = new Lab(data);
    MapConfig bad =
        Lab.config().with("backend.auth.externalAccess", List.of(Lab.staticAccess("short", "ci")));
    lab.authority.configChanged(Lab.config(), bad);
    assertEquals("external:bench", lab.authenticate(Lab.STATIC_TOKEN).getName());
    assertTrue(lab.authority.settings().problem().isPresent());
    assertEquals(Optional.empty(), new IdentityHealth(lab.authority).notReady());
    MapConfig other =
        Lab.config()
            .with("backend.auth.externalAccess", List.of(Lab.staticAccess("other-token", "ci")));
    lab.authority.configChanged(bad, other);
    lab.assertIllegal(Lab.STATIC_TOKEN);
    assertEquals("external:ci", lab.authenticate("other-token").getName());
    assertEquals(Optional.empty(), lab.authority.settings().problem());
  }

  private static String legacy(byte[] secret, String payload) throws Exception {
    String signed = Lab.base64("{\"alg\":\"HS256\"}") + "." + Lab.base64(payload);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    return signed + "." + Lab.base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void a_legacy_token_is_known_by_its_secret() throws Exception {
    byte[] secret = "a secret of 24 bytes ....".substring(0, 24).getBytes(StandardCharsets.UTF_8);
    Lab lab =
        labWith(
            Map.of(
                "type",
                "legacy",
                "options",
                Map.of(
                    "secret",
                    Base64.getEncoder().encodeToString(secret),
                    "subject",
                    "old-portal")));
    long exp = lab.clock.instant().getEpochSecond() + 3600;
    String good = "{\"sub\":\"backstage-server\",\"exp\":" + exp + "}";
    assertEquals("external:old-portal", lab.authenticate(legacy(secret, good)).getName());
    lab.assertIllegal(legacy("another secret".getBytes(StandardCharsets.UTF_8), good));
    lab.assertIllegal(legacy(secret, "{\"sub\":\"somebody\",\"exp\":" + exp + "}"));
    lab.assertIllegal(legacy(secret, "{\"sub\":\"backstage-server\"}"));
    lab.assertIllegal(
        legacy(secret, "{\"sub\":\"backstage-server\",\"aud\":\"x\",\"exp\":" + exp + "}"));
    lab.clock.move(Duration.ofHours(2));
    lab.assertIllegal(legacy(secret, good));
  }

  @Test
  void a_user_token_has_the_layout_of_backstage() {
    Lab lab = new Lab(data);
    String token = lab.userToken();
    Map<String, Object> header = Lab.json(token, 0);
    assertEquals(List.of("typ", "alg", "kid"), List.copyOf(header.keySet()));
    assertEquals("vnd.backstage.user", header.get("typ"));
    Map<String, Object> claims = Lab.json(token, 1);
    assertEquals(List.of("iss", "sub", "aud", "iat", "exp", "uip"), List.copyOf(claims.keySet()));
    assertEquals("http://127.0.0.1:7017/api/auth", claims.get("iss"));
    assertEquals("backstage", claims.get("aud"));
    assertEquals(3600, (int) claims.get("exp") - (int) claims.get("iat"));
  }

  @Test
  void the_ownership_claim_can_be_asked_for() {
    Lab lab = new Lab(data, Lab.config().with("auth.omitIdentityTokenOwnershipClaim", false));
    assertEquals(List.of(Lab.USER), Lab.json(lab.userToken(), 1).get("ent"));
  }

  @Test
  void the_life_of_a_token_is_between_ten_minutes_and_a_day() {
    for (Map.Entry<String, Long> entry :
        Map.of("PT9M59S", 600L, "PT10M", 600L, "PT10M1S", 601L, "PT24H", 86400L, "PT25H", 86400L)
            .entrySet()) {
      MapConfig config = Lab.config().with("auth.backstageTokenExpiration", entry.getKey());
      assertEquals(
          entry.getValue(), TokenSettings.of(config, Optional.empty()).lifetime().toSeconds());
    }
  }

  @Test
  void the_limited_token_is_put_together_from_the_full_one_as_backstage_does() {
    Lab lab = new Lab(data);
    String token = lab.userToken();
    Map<String, Object> claims = Lab.json(token, 1);
    String limited =
        Lab.base64(
                "{\"typ\":\"vnd.backstage.limited-user\",\"alg\":\"ES256\",\"kid\":\""
                    + Lab.json(token, 0).get("kid")
                    + "\"}")
            + "."
            + Lab.base64(
                "{\"sub\":\"user:default/ann\",\"iat\":"
                    + claims.get("iat")
                    + ",\"exp\":"
                    + claims.get("exp")
                    + "}")
            + "."
            + claims.get("uip");
    assertEquals(Lab.USER, lab.authority.users().verifyLimited(limited).getName());
    lab.assertIllegal(limited);
  }

  @Test
  void A11_a_limited_token_is_no_bearer_token() {
    Lab lab = new Lab(data);
    String proof = ((DefaultPrincipal) lab.authenticate(lab.userToken())).proof().orElseThrow();
    lab.assertIllegal(proof);
  }

  @Test
  void a_plugin_that_acts_for_a_user_is_the_actor_of_the_user() {
    Lab lab = new Lab(data);
    PortalPrincipal user = lab.authenticate(lab.userToken(), "scaffolder");
    String token = lab.authority.plugins().issue("scaffolder", "catalog", user);
    PortalPrincipal seen = lab.authenticate(token, "catalog");
    assertEquals(Lab.USER, seen.getName());
    assertEquals(PrincipalType.USER, seen.type());
    assertEquals("plugin:scaffolder", seen.actor().orElseThrow().getName());

    String further = lab.authority.plugins().issue("catalog", "search", seen);
    PortalPrincipal last = lab.authenticate(further, "search");
    assertEquals(
        "user:default/ann through plugin:catalog through plugin:scaffolder", last.toString());
  }

  @Test
  void a_plugin_token_does_not_outlive_the_user_token_it_stands_for() {
    Lab lab = new Lab(data);
    PortalPrincipal user = lab.authenticate(lab.userToken(), "scaffolder");
    lab.clock.move(Duration.ofMinutes(50));
    String token = lab.authority.plugins().issue("scaffolder", "catalog", user);
    lab.clock.move(Duration.ofMinutes(11));
    lab.assertIllegal(token);
  }

  @Test
  void restricted_credentials_stay_restricted_when_a_plugin_passes_them_on() {
    Lab lab =
        labWith(
            restricted(
                Map.of("plugin", "scaffolder"),
                Map.of("plugin", "catalog", "permission", "catalog.entity.read")));
    PortalPrincipal service = lab.authenticate("read-only-token", "scaffolder");
    String token = lab.authority.plugins().issue("scaffolder", "catalog", service);
    PortalPrincipal seen = lab.authenticate(token, "catalog");
    assertEquals("external:reader", seen.getName());
    assertEquals("plugin:scaffolder", seen.actor().orElseThrow().getName());
    assertEquals(
        java.util.Set.of("catalog.entity.read"), seen.accessRestrictions().get(0).permissions());
    String elsewhere = lab.authority.plugins().issue("scaffolder", "search", service);
    assertEquals(
        ErrorCode.NOT_ALLOWED,
        assertThrows(PortalException.class, () -> lab.authenticate(elsewhere, "search")).code());
  }

  @Test
  void nobody_acts_for_nobody_or_for_a_principal_of_unknown_origin() {
    Lab lab = new Lab(data);
    PluginTokens plugins = lab.authority.plugins();
    assertThrows(
        PortalException.class, () -> plugins.issue("a", "b", DefaultPrincipal.anonymous()));
    assertThrows(PortalException.class, () -> plugins.issue("a", "b", new ForgedUser()));
    assertThrows(
        PortalException.class, () -> plugins.issue("A", "b", DefaultPrincipal.plugin("a")));
  }

  @Test
  void A12_tokens_stay_valid_over_a_restart() {
    Lab lab = new Lab(data);
    String token = lab.userToken();
    TokenAuthority restarted = lab.start(Lab.config());
    assertEquals(Lab.USER, restarted.authenticator().authenticate(token, "catalog").getName());
    assertEquals(1, restarted.userKeys().verificationKeys().size());
  }

  @Test
  void A12_keys_are_rotated_and_the_tokens_of_the_old_one_stay_valid_until_they_end() {
    Lab lab = new Lab(data, Lab.config().with("auth.backstageTokenExpiration", "PT24H"));
    String first = lab.authority.userKeys().signingKey().getKeyID();
    lab.clock.move(Duration.ofHours(24).minusSeconds(1));
    String last = lab.userToken();
    assertEquals(first, Lab.json(last, 0).get("kid"));
    lab.clock.move(Duration.ofSeconds(1));
    assertNotEquals(first, Lab.json(lab.userToken(), 0).get("kid"));
    assertEquals(2, lab.authority.userKeys().verificationKeys().size());
    lab.clock.move(Duration.ofHours(23));
    assertEquals(Lab.USER, lab.authenticate(last).getName());
    lab.clock.move(Duration.ofHours(1).plusSeconds(30));
    assertEquals(Optional.empty(), lab.authority.userKeys().find(first));
    lab.assertIllegal(last);
  }

  @Test
  void A12_a_clock_that_is_set_back_an_hour_harms_no_token() {
    Lab lab = new Lab(data);
    String kid = lab.authority.userKeys().signingKey().getKeyID();
    lab.clock.move(Duration.ofHours(-1));
    assertEquals(kid, lab.authority.userKeys().signingKey().getKeyID());
    assertEquals(Lab.USER, lab.authenticate(lab.userToken()).getName());
  }

  @Test
  void A12_deleting_the_keys_ends_their_tokens() throws IOException {
    Lab lab = new Lab(data);
    String token = lab.userToken();
    Files.delete(data.resolve("keys/user.json"));
    Lab.assertIllegal(lab.start(Lab.config()), token, "catalog");
  }

  @Test
  void keys_are_made_when_they_are_needed_and_only_the_owner_can_read_them() throws IOException {
    Lab lab = new Lab(data);
    Path keys = data.resolve("keys/user.json");
    assertFalse(Files.exists(keys));
    lab.userToken();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys"))));
    try (var files = Files.list(data.resolve("keys"))) {
      assertEquals(List.of(keys), files.toList());
    }
  }

  @Test
  void the_issuer_without_a_base_url_is_the_port_that_is_listened_on() {
    MapConfig none = MapConfig.empty();
    Map<MapConfig, String> expected = new LinkedHashMap<>();
    expected.put(none, "http://localhost:7007/api/auth");
    expected.put(none.with("backend.listen", ":7019"), "http://localhost:7019/api/auth");
    expected.put(none.with("backend.listen.port", 7018), "http://localhost:7018/api/auth");
    expected.put(none.with("backend.baseUrl", "https://p.test/"), "https://p.test/api/auth");
    expected.forEach(
        (config, issuer) ->
            assertEquals(issuer, TokenSettings.of(config, Optional.empty()).issuer()));
    assertEquals(
        "http://localhost:8080/api/auth", TokenSettings.of(none, Optional.of("8080")).issuer());
  }

  /** What a plugin could make up. */
  private static final class ForgedUser implements PortalPrincipal {
    @Override
    public PrincipalType type() {
      return PrincipalType.USER;
    }

    @Override
    public String getName() {
      return "user:default/boss";
    }

    @Override
    public List<String> ownershipRefs() {
      return List.of();
    }

    @Override
    public Optional<PortalPrincipal> actor() {
      return Optional.empty();
    }

    @Override
    public List<dev.callboard.platform.identity.AccessRestriction> accessRestrictions() {
      return List.of();
    }
  }
}
