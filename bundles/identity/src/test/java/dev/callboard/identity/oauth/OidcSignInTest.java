package dev.callboard.identity.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signin.SignInContext;
import dev.callboard.platform.signin.SignInResult;
import dev.callboard.testing.MapConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hostile OpenID providers; a real one is in the tests of the product. */
class OidcSignInTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();
  private static RSAKey key;
  private static RSAKey foreign;

  private FakeServer server;
  private OidcSignIn provider;
  private final Map<String, Object> claims = new LinkedHashMap<>();
  private final Map<String, Object> userInfo = new LinkedHashMap<>();

  @BeforeAll
  static void keys() throws JOSEException {
    key = new RSAKeyGenerator(2048).keyID("one").generate();
    foreign = new RSAKeyGenerator(2048).keyID("one").generate();
  }

  @BeforeEach
  void start() throws Exception {
    server = new FakeServer();
    provider = new OidcSignIn(Clock.fixed(NOW, ZoneOffset.UTC));
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("issuer", server.url());
    metadata.put("authorization_endpoint", server.url() + "/authorize");
    metadata.put("token_endpoint", server.url() + "/token");
    metadata.put("userinfo_endpoint", server.url() + "/me");
    metadata.put("jwks_uri", server.url() + "/jwks");
    server.on("GET /.well-known/openid-configuration", request -> metadata);
    server.on("GET /jwks", request -> new JWKSet(key.toPublicJWK()).toJSONObject());
    server.on("GET /me", request -> userInfo);
    claims.put("iss", server.url());
    claims.put("sub", "a-1");
    claims.put("aud", "me");
    claims.put("iat", NOW.getEpochSecond());
    claims.put("exp", NOW.getEpochSecond() + 60);
    claims.put("nonce", "secret-for-nonce");
    userInfo.put("sub", "a-1");
    userInfo.put("email", "alice@example.com");
    userInfo.put("email_verified", true);
    answerWith(signed(key, claims));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SignInContext context() {
    return FakeAttempt.context(
        "oidc",
        MapConfig.of("metadataUrl", server.url(), "clientId", "me", "clientSecret", "s3:c%ret"));
  }

  private void answerWith(String idToken) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", "at-1");
    answer.put("refresh_token", "rt-1");
    answer.put("id_token", idToken);
    answer.put("expires_in", 300);
    server.on("POST /token", request -> answer);
  }

  private static String signed(RSAKey with, Map<String, Object> payload) {
    return signed(with, JWSAlgorithm.RS256, payload);
  }

  private static String signed(RSAKey with, JWSAlgorithm by, Map<String, Object> payload) {
    try {
      JWSHeader header = new JWSHeader.Builder(by).keyID(with.getKeyID()).build();
      JWSObject token = new JWSObject(header, new Payload(JSON.writeValueAsString(payload)));
      token.sign(new RSASSASigner(with));
      return token.serialize();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private SignInResult finish() {
    return provider.finish(context(), new FakeAttempt(""), "the code");
  }

  private void assertRefused(String what) {
    PortalException thrown = assertThrows(PortalException.class, this::finish, what);
    assertEquals(ErrorCode.AUTHENTICATION, thrown.code(), what);
  }

  @Test
  void a_code_becomes_a_person() {
    SignInResult person = finish();
    assertEquals("a-1", person.subject());
    assertEquals("alice@example.com", person.email().orElseThrow());
    assertTrue(person.emailVerified());
    assertEquals("rt-1", person.refreshToken().orElseThrow());
    assertEquals(300L, person.providerInfo().get("expiresInSeconds"));
    FakeServer.Request sent = server.last.get("POST /token");
    assertEquals("the code", sent.form().get("code"));
    assertEquals("secret-for-pkce", sent.form().get("code_verifier"));
    assertEquals("https://portal.example.com/callback", sent.form().get("redirect_uri"));
    assertEquals("Basic bWU6czMlM0FjJTI1cmV0", sent.authorization());
    assertEquals("Bearer at-1", server.last.get("GET /me").authorization());
  }

  @Test
  void A07_the_page_gets_state_nonce_and_challenge_and_not_the_verifier() {
    Map<String, String> query =
        FakeAttempt.query(provider.start(context(), new FakeAttempt("offline_access")));
    assertEquals("the state", query.get("state"));
    assertEquals("secret-for-nonce", query.get("nonce"));
    assertEquals("S256", query.get("code_challenge_method"));
    assertEquals(43, query.get("code_challenge").length());
    assertEquals("openid profile email offline_access", query.get("scope"));
    assertEquals("code", query.get("response_type"));
    assertFalse(query.containsValue("secret-for-pkce"));
  }

  @Test
  void A01_tokens_with_other_algorithms_are_refused() throws Exception {
    String payload =
        com.nimbusds.jose.util.Base64URL.encode(JSON.writeValueAsString(claims)).toString();
    for (String alg : List.of("none", "None", "nOnE")) {
      String header =
          com.nimbusds.jose.util.Base64URL.encode("{\"alg\":\"" + alg + "\"}").toString();
      for (String end : List.of("", "AA")) {
        answerWith(header + "." + payload + "." + end);
        assertRefused(alg);
      }
    }
    JWSObject mac =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(),
            new Payload(JSON.writeValueAsString(claims)));
    mac.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
    answerWith(mac.serialize());
    assertRefused("HS256 with the public key");
    answerWith(signed(foreign, claims));
    assertRefused("another key");
    for (JWSAlgorithm other : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
      answerWith(signed(key, other, claims));
      assertRefused(other + " with the right key, which is not what was configured");
    }
  }

  @Test
  void A03_tokens_that_are_not_for_us_or_not_now_are_refused() {
    spoiled("iss", claims -> claims.put("iss", "https://other.example"));
    spoiled("no iss", claims -> claims.remove("iss"));
    spoiled("aud", claims -> claims.put("aud", "another app"));
    spoiled("no aud", claims -> claims.remove("aud"));
    spoiled("several aud without azp", claims -> claims.put("aud", List.of("me", "other")));
    spoiled("azp", claims -> claims.put("azp", "other"));
    spoiled("nonce", claims -> claims.put("nonce", "of another attempt"));
    spoiled("no nonce", claims -> claims.remove("nonce"));
    spoiled("exp", claims -> claims.put("exp", NOW.getEpochSecond() - 60));
    spoiled("no exp", claims -> claims.remove("exp"));
    spoiled("no iat", claims -> claims.remove("iat"));
    spoiled("iat", claims -> claims.put("iat", NOW.getEpochSecond() + 600));
    spoiled("sub", claims -> claims.put("sub", ""));
    answerWith(signed(key, claims));
    assertEquals("a-1", finish().subject());
  }

  private void spoiled(String what, Consumer<Map<String, Object>> change) {
    Map<String, Object> copy = new LinkedHashMap<>(claims);
    change.accept(copy);
    answerWith(signed(key, copy));
    assertRefused(what);
  }

  @Test
  void A05_the_user_info_has_to_speak_of_the_same_person() {
    userInfo.put("sub", "b-2");
    assertRefused("another subject");
    userInfo.remove("sub");
    assertRefused("no subject");
  }

  @Test
  void A05_an_address_counts_as_verified_only_by_the_truth_value_beside_it() {
    for (Object value : new Object[] {false, "true", 1, null}) {
      userInfo.put("email_verified", value);
      assertFalse(finish().emailVerified(), String.valueOf(value));
    }
    userInfo.remove("email_verified");
    claims.put("email", "other@example.com");
    claims.put("email_verified", true);
    answerWith(signed(key, claims));
    SignInResult person = finish();
    assertEquals("alice@example.com", person.email().orElseThrow());
    assertFalse(person.emailVerified());
  }

  @Test
  void a_document_that_names_another_issuer_is_refused() {
    server.on(
        "GET /.well-known/openid-configuration",
        request ->
            Map.of("issuer", "https://login.example.com", "jwks_uri", server.url() + "/jwks"));
    assertRefused("another issuer");
  }

  @Test
  void a_refresh_asks_with_the_token_and_needs_no_id_token() {
    server.on("POST /token", request -> Map.of("access_token", "at-2"));
    SignInResult person = provider.refresh(context(), "rt-1", "openid");
    assertEquals("a-1", person.subject());
    assertEquals("rt-1", server.last.get("POST /token").form().get("refresh_token"));
    assertEquals("openid", person.providerInfo().get("scope"));
  }

  @Test
  void what_the_provider_refuses_is_told_without_its_text() {
    server.on(
        "POST /token",
        request ->
            new FakeServer.Status(
                400, Map.of("error", "invalid_grant", "error_description", "s3:c%ret")));
    PortalException thrown = assertThrows(PortalException.class, this::finish);
    assertEquals("The identity provider refused: invalid_grant", thrown.getMessage());
    server.on("POST /token", request -> new FakeServer.Status(502, Map.of()));
    assertEquals(
        ErrorCode.SERVICE_UNAVAILABLE, assertThrows(PortalException.class, this::finish).code());
    server.on("POST /token", request -> new FakeServer.Status(302, Map.of()));
    assertEquals(
        ErrorCode.SERVICE_UNAVAILABLE, assertThrows(PortalException.class, this::finish).code());
  }

  @Test
  void a_token_that_would_break_a_header_is_not_shown() {
    server.on("POST /token", request -> Map.of("access_token", "CANARY\nX: y"));
    PortalException thrown =
        assertThrows(PortalException.class, () -> provider.refresh(context(), "rt-1", ""));
    assertFalse(String.valueOf(thrown).contains("CANARY"));
    assertFalse(String.valueOf(thrown.getCause()).contains("CANARY"));
  }
}
