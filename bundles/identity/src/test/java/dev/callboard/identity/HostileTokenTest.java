package dev.callboard.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.testing.MapConfig;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileTokenTest {
  @TempDir Path data;
  private Lab lab;
  private String good;

  @BeforeEach
  void signIn() {
    lab = new Lab(data);
    good = lab.userToken();
    assertEquals(PrincipalType.USER, lab.authenticate(good).type());
  }

  private String withHeader(String header) {
    return Lab.base64(header) + "." + Lab.part(good, 1) + "." + Lab.part(good, 2);
  }

  private String keyId() {
    return (String) Lab.json(good, 0).get("kid");
  }

  @Test
  void A01_a_token_without_signature_is_refused() {
    for (String none : List.of("none", "None", "nOnE", "NONE", "")) {
      String header = "{\"typ\":\"vnd.backstage.user\",\"alg\":\"" + none + "\"}";
      lab.assertIllegal(Lab.base64(header) + "." + Lab.part(good, 1) + ".");
      lab.assertIllegal(withHeader(header));
    }
    lab.assertIllegal(Lab.part(good, 0) + "." + Lab.part(good, 1) + ".");
    lab.assertIllegal(Lab.part(good, 0) + "." + Lab.part(good, 1));
  }

  @Test
  void A01_a_public_key_is_no_shared_secret() throws Exception {
    ECKey key = lab.authority.userKeys().signingKey();
    String header =
        "{\"typ\":\"vnd.backstage.user\",\"alg\":\"HS256\",\"kid\":\"" + keyId() + "\"}";
    String signed = Lab.base64(header) + "." + Lab.part(good, 1);
    for (byte[] secret :
        List.of(
            key.toECPublicKey().getEncoded(),
            key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      lab.assertIllegal(
          signed + "." + Lab.base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII))));
    }
  }

  @Test
  void A01_the_algorithm_is_the_one_of_the_key() {
    for (String algorithm : List.of("ES384", "ES512", "ES256K", "RS256", "PS256", "EdDSA")) {
      String header =
          "{\"typ\":\"vnd.backstage.user\",\"alg\":\""
              + algorithm
              + "\",\"kid\":\""
              + keyId()
              + "\"}";
      lab.assertIllegal(withHeader(header));
      // Even with a signature that would be good.
      lab.assertIllegal(signedByUs(header));
    }
  }

  @Test
  void A01_an_ecdsa_signature_of_zeros_is_refused() {
    String signed = Lab.part(good, 0) + "." + Lab.part(good, 1) + ".";
    lab.assertIllegal(signed + Lab.base64(new byte[64]));
    byte[] order = new byte[64];
    byte[] n =
        new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16)
            .toByteArray();
    System.arraycopy(n, n.length - 32, order, 0, 32);
    System.arraycopy(n, n.length - 32, order, 32, 32);
    lab.assertIllegal(signed + Lab.base64(order));
    lab.assertIllegal(signed + Lab.base64(new byte[1]));
  }

  @Test
  void A01_unknown_extensions_and_unencoded_payloads_are_refused() {
    for (String extension :
        List.of(
            "\"crit\":[\"exp\"],\"exp\":1", "\"b64\":false", "\"crit\":[\"b64\"],\"b64\":false")) {
      String header =
          "{\"typ\":\"vnd.backstage.user\",\"alg\":\"ES256\",\"kid\":\"" + keyId() + "\",";
      String signed = Lab.base64(header + extension + "}") + "." + Lab.part(good, 1);
      ECKey key = lab.authority.userKeys().signingKey();
      lab.assertIllegal(signed + "." + signatureOf(signed, key));
    }
  }

  private static String signatureOf(String signed, ECKey key) {
    try {
      java.security.Signature signature =
          java.security.Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key.toECPrivateKey());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return Lab.base64(signature.sign());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void A01_other_numbers_of_parts_and_other_characters_are_refused() {
    lab.assertIllegal(good + ".");
    lab.assertIllegal(good + "..");
    lab.assertIllegal(good + ".x.y");
    lab.assertIllegal("." + good);
    lab.assertIllegal("..");
    for (String trailing : List.of("\n", " ", "=", "==", "%", "\u0000", "ä", "#x")) {
      lab.assertIllegal(good + trailing);
      lab.assertIllegal(good.replaceFirst("\\.", trailing + "."));
    }
  }

  @Test
  void A01_an_encrypted_or_nested_token_is_refused() {
    lab.assertIllegal(Lab.base64("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}") + "..AAAA.AAAA.AAAA");
    String signed =
        Lab.base64(
                "{\"typ\":\"vnd.backstage.user\",\"cty\":\"JWT\",\"alg\":\"ES256\",\"kid\":\""
                    + keyId()
                    + "\"}")
            + "."
            + Lab.base64(good);
    lab.assertIllegal(signed + "." + signatureOf(signed, lab.authority.userKeys().signingKey()));
  }

  @Test
  void A01_a_second_spelling_of_a_signature_is_refused() {
    String signature = Lab.part(good, 2);
    char last = signature.charAt(signature.length() - 1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char twin = alphabet.charAt(alphabet.indexOf(last) ^ 1);
    lab.assertIllegal(good.substring(0, good.length() - 1) + twin);
  }

  @Test
  void A02_keys_and_addresses_in_the_header_are_ignored() throws Exception {
    ECKey own = new ECKeyGenerator(Curve.P_256).keyID("own").generate();
    for (String key :
        List.of(
            "\"jwk\":" + own.toPublicJWK().toJSONString(),
            "\"jku\":\"http://127.0.0.1:9/keys\"",
            "\"x5u\":\"http://127.0.0.1:9/cert\"",
            "\"x5c\":[\"MIIB\"]")) {
      for (String kid : List.of("own", keyId())) {
        String header =
            "{\"typ\":\"vnd.backstage.user\",\"alg\":\"ES256\",\"kid\":\""
                + kid
                + "\","
                + key
                + "}";
        String signed = Lab.base64(header) + "." + Lab.part(good, 1);
        lab.assertIllegal(signed + "." + signatureOf(signed, own));
      }
    }
  }

  @Test
  void A02_a_key_id_is_looked_up_and_nothing_else() {
    for (String kid :
        List.of(
            "../../dev/null",
            "' OR 1=1--",
            "http://127.0.0.1:9/",
            "unknown",
            "",
            "x".repeat(5000))) {
      lab.assertIllegal(
          signedByUs("{\"typ\":\"vnd.backstage.user\",\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}"));
    }
    lab.assertIllegal(signedByUs("{\"typ\":\"vnd.backstage.user\",\"alg\":\"ES256\"}"));
    String kid = "\"kid\":\"" + keyId() + "\"";
    String own = signedByUs("{\"typ\":\"vnd.backstage.user\",\"alg\":\"ES256\"," + kid + "}");
    assertEquals(Lab.USER, lab.authenticate(own).getName(), "only the key id was wrong before");
  }

  /** Returns the good claims with another header, signed with the key that is in use. */
  private String signedByUs(String header) {
    String signed = Lab.base64(header) + "." + Lab.part(good, 1);
    return signed + "." + signatureOf(signed, lab.authority.userKeys().signingKey());
  }

  private void assertIllegalWith(String claim, Object value) {
    Map<String, Object> claims = new LinkedHashMap<>(lab.goodClaims());
    if (value == null) {
      claims.remove(claim);
    } else {
      claims.put(claim, value);
    }
    lab.assertIllegal(lab.signed(UserTokens.TYPE, claims));
  }

  @Test
  void A03_wrong_times_are_refused() {
    long now = lab.clock.instant().getEpochSecond();
    assertIllegalWith("exp", now - 31);
    assertIllegalWith("exp", null);
    assertIllegalWith("exp", String.valueOf(now + 100));
    assertIllegalWith("exp", BigInteger.TWO.pow(63));
    assertIllegalWith("exp", Long.MAX_VALUE);
    assertIllegalWith("exp", -1);
    assertIllegalWith("exp", 1e300);
    assertIllegalWith("nbf", now + 61);
    assertIllegalWith("nbf", "soon");
    assertIllegalWith("iat", now + 61);
  }

  @Test
  void A03_wrong_issuers_audiences_and_subjects_are_refused() {
    assertIllegalWith("iss", "http://127.0.0.1:7018/api/auth");
    assertIllegalWith("iss", null);
    assertIllegalWith("aud", "other");
    assertIllegalWith("aud", null);
    assertIllegalWith("aud", List.of("backstage"));
    assertIllegalWith("aud", List.of("backstage", "other"));
    assertIllegalWith("sub", null);
    assertIllegalWith("sub", "");
    assertIllegalWith("sub", 7);
  }

  @Test
  void A03_the_clock_may_differ_by_half_a_minute_and_no_more() {
    lab.clock.move(Duration.ofSeconds(3600 + 29));
    assertEquals(Lab.USER, lab.authenticate(good).getName());
    lab.clock.move(Duration.ofSeconds(1));
    lab.assertIllegal(good);
  }

  @Test
  void A03_tokens_of_one_sort_are_not_taken_for_another() {
    Map<String, Object> claims = lab.goodClaims();
    lab.assertIllegal(lab.signed(UserTokens.LIMITED_TYPE, claims));
    lab.assertIllegal(
        lab.signed(
            PluginTokens.TYPE, Map.of("sub", "a", "aud", "catalog", "exp", claims.get("exp"))));
    lab.assertIllegal(lab.signed("JWT", claims));
    lab.assertIllegal(lab.signed("", claims));
    ECKey pluginKey = lab.authority.pluginKeys().signingKey();
    lab.assertIllegal(Signing.token(UserTokens.TYPE, pluginKey, claims));
  }

  @Test
  void A03_a_token_for_one_plugin_is_refused_by_another() {
    String token =
        lab.authority
            .plugins()
            .issue("scaffolder", "catalog", DefaultPrincipal.plugin("scaffolder"));
    assertEquals("plugin:scaffolder", lab.authenticate(token, "catalog").getName());
    Lab.assertIllegal(lab.authority, token, "search");
  }

  @Test
  void A04_a_token_is_measured_before_it_is_read() {
    lab.assertIllegal("a".repeat(100 * 1024));
    lab.assertIllegal(good + "A".repeat(100 * 1024));
    String deep = "[".repeat(4000) + "]".repeat(4000);
    assertEquals(Lab.USER, lab.authenticate(withDepth(20)).getName());
    lab.assertIllegal(withDepth(32));
    lab.assertIllegal(withDepth(2000));
    lab.assertIllegal(Lab.base64("{\"alg\":\"ES256\",\"x\":" + deep + "}") + ".e30.AAAA");
    lab.assertIllegal(
        Lab.base64("{\"alg\":\"PBES2-HS256+A128KW\",\"p2c\":2147483647,\"enc\":\"A128GCM\"}")
            + ".AAAA.AAAA.AAAA.AAAA");
  }

  /** Returns good claims and one that is nested, well signed. */
  private String withDepth(int depth) {
    String payload =
        new String(
            java.util.Base64.getUrlDecoder().decode(Lab.part(good, 1)), StandardCharsets.UTF_8);
    String nested = "[".repeat(depth) + "]".repeat(depth);
    String signed =
        Lab.part(good, 0)
            + "."
            + Lab.base64(payload.replaceFirst("\\{", "{\"deep\":" + nested + ","));
    return signed + "." + signatureOf(signed, lab.authority.userKeys().signingKey());
  }

  @Test
  void A04_the_limit_counts_at_limit_and_one_more() {
    int limit = good.length();
    MapConfig config = Lab.config();
    TokenAuthority exact = lab.start(config.with("backend.auth.maxTokenLength", limit));
    TokenAuthority above = lab.start(config.with("backend.auth.maxTokenLength", limit + 1));
    TokenAuthority below = lab.start(config.with("backend.auth.maxTokenLength", limit - 1));
    assertEquals(Lab.USER, exact.authenticator().authenticate(good, "catalog").getName());
    assertEquals(Lab.USER, above.authenticator().authenticate(good, "catalog").getName());
    Lab.assertIllegal(below, good, "catalog");
  }

  @Test
  void A04_duplicate_members_and_trailing_text_in_claims_are_refused() {
    ECKey key = lab.authority.userKeys().signingKey();
    String payload =
        new String(
            java.util.Base64.getUrlDecoder().decode(Lab.part(good, 1)), StandardCharsets.UTF_8);
    for (String bad :
        List.of(
            payload.replace("{", "{\"sub\":\"user:default/eve\","),
            payload + "{}",
            "[]",
            "null",
            "\"x\"")) {
      String signed = Lab.part(good, 0) + "." + Lab.base64(bad);
      lab.assertIllegal(signed + "." + signatureOf(signed, key));
    }
  }

  @Test
  void every_changed_byte_of_a_token_makes_it_illegal() {
    for (int i = 0; i < good.length(); i += 7) {
      char[] changed = good.toCharArray();
      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      lab.assertIllegal(new String(changed));
    }
    assertEquals(3, Arrays.asList(good.split("\\.")).size());
  }
}
