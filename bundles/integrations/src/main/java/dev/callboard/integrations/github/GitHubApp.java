package dev.callboard.integrations.github;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * A GitHub app.
 *
 * @param id its number
 * @param key that it is known by
 * @param owners whose installations may be used, empty for all
 */
record GitHubApp(String id, PrivateKey key, List<String> owners) {
  private static final long BEFORE_SECONDS = 60;
  private static final long AFTER_SECONDS = 540;

  boolean mayUse(String owner) {
    return owners.isEmpty() || owners.stream().anyMatch(owner::equalsIgnoreCase);
  }

  /** Returns the token that the app itself signs in with, as GitHub describes it. */
  String jwt(Instant now) {
    long time = now.getEpochSecond();
    String claims =
        "{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
            .formatted(time - BEFORE_SECONDS, time + AFTER_SECONDS, id);
    String signed = part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + part(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an RSA key does not sign", e);
    }
  }

  private static String part(String json) {
    return encode(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
