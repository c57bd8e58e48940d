package dev.callboard.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.testing.MapConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignInCheckTest {
  private static final String OIDC = "auth.providers.oidc.production.";

  private final MapConfig sound =
      MapConfig.of(
          "backend.baseUrl",
          "https://portal.example.com",
          OIDC + "metadataUrl",
          "https://idp.example.com",
          OIDC + "clientId",
          "callboard",
          OIDC + "signIn.resolvers",
          List.of(Map.of("resolver", "emailMatchingUserEntityProfileEmail")));

  private static void assertFound(Finding.Level level, String text, MapConfig config) {
    List<Finding> findings = SignInCheck.of(config);
    assertEquals(1, findings.size(), findings.toString());
    assertEquals(level, findings.get(0).level());
    assertTrue(findings.get(0).message().contains(text), findings.toString());
  }

  @Test
  void a_sound_set_up_is_well_and_none_is_not_looked_at() {
    assertFound(Finding.Level.OK, "people sign in with oidc", sound);
    assertEquals(List.of(), SignInCheck.of(MapConfig.empty()));
    assertEquals(
        List.of(), SignInCheck.of(MapConfig.empty().with("auth.providers.guest", Map.of())));
  }

  @Test
  void a_missing_key_is_named() {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("metadataUrl", "https://idp.example.com");
    own.put(
        "signIn",
        Map.of("resolvers", List.of(Map.of("resolver", "usernameMatchingUserEntityName"))));
    MapConfig config = sound.with("auth.providers.oidc.production", own);
    assertFound(Finding.Level.ERROR, OIDC + "clientId is missing", config);
  }

  @Test
  void keys_outside_of_an_environment_are_told() {
    MapConfig config = sound.with("auth.providers.oidc.clientId", "callboard");
    assertFound(Finding.Level.ERROR, "auth.providers.oidc.clientId is no environment", config);
  }

  @Test
  void resolvers_that_are_missing_unknown_or_dangerous_are_told() {
    String key = OIDC + "signIn.resolvers";
    assertFound(Finding.Level.WARNING, "nobody can sign in", sound.with(key, List.of()));
    assertFound(
        Finding.Level.ERROR,
        "'emailMatching', which is not known",
        sound.with(key, List.of(Map.of("resolver", "emailMatching"))));
    assertFound(
        Finding.Level.WARNING,
        "whom the catalog does not know",
        sound.with(
            key,
            List.of(
                Map.of(
                    "resolver",
                    "usernameMatchingUserEntityName",
                    "dangerouslyAllowSignInWithoutUserInCatalog",
                    true))));
  }

  @Test
  void a_directory_is_looked_at_in_detail() {
    String key = "auth.providers.ldap.production.";
    MapConfig ldap =
        MapConfig.of("backend.baseUrl", "https://portal.example.com")
            .with(key + "url", "ldaps://directory.example.com")
            .with(key + "userSearchBase", "ou=people,dc=example,dc=com")
            .with(
                key + "signIn.resolvers",
                List.of(Map.of("resolver", "usernameMatchingUserEntityName")));
    assertFound(Finding.Level.OK, "people sign in with ldap", ldap);
    assertFound(
        Finding.Level.ERROR, "userSearchBase or userDn", ldap.with(key + "userDn", "uid={0}"));
    assertFound(
        Finding.Level.ERROR,
        "userSearchFilter does not say where",
        ldap.with(key + "userSearchFilter", "(uid=alice)"));
    assertFound(
        Finding.Level.ERROR, "bindPassword is missing", ldap.with(key + "bindDn", "cn=portal"));
    MapConfig plain = ldap.with(key + "url", List.of("ldap://directory.example.com"));
    assertFound(Finding.Level.OK, "people sign in", plain);
    assertFound(Finding.Level.WARNING, "without encryption", plain.with(key + "startTls", false));
  }

  @Test
  void keys_that_encrypt_keys_are_looked_at() {
    String key = "auth.keyEncryption.keys";
    String good = java.util.Base64.getEncoder().encodeToString(new byte[32]);
    assertFound(Finding.Level.OK, "people sign in", sound.with(key, List.of(good)));
    assertFound(
        Finding.Level.ERROR, key + "[1] is not 32", sound.with(key, List.of(good, "secret")));
    assertFound(Finding.Level.ERROR, key + " is missing", sound.with(key, List.of()));
  }

  @Test
  void sign_in_without_encryption_is_told_unless_it_is_on_ones_own_machine() {
    for (String url : List.of("http://portal.example.com", "http://localhost.example.com")) {
      List<Finding> findings = SignInCheck.of(sound.with("backend.baseUrl", url));
      assertTrue(findings.toString().contains("is not https"), findings.toString());
    }
    for (String url : List.of("http://localhost:7007", "http://127.0.0.1:7007", "http://[::1]")) {
      assertEquals(1, SignInCheck.of(sound.with("backend.baseUrl", url)).size(), url);
    }
  }
}
