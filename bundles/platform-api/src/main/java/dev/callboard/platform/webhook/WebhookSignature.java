package dev.callboard.platform.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.callboard.platform.error.PortalException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs deliveries as the Standard Webhooks specification says: HMAC-SHA256 over id, time and body,
 * joined by dots. A secret that starts with {@code whsec_} is base64, any other one is a text. The
 * secret cannot be got out again. Thread-safe.
 */
public final class WebhookSignature {
  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 16;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private WebhookSignature(byte[] secret) {
    key = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * Takes a secret.
   *
   * @param where begins the message when it cannot be used
   * @param secret not null
   * @throws PortalException with code {@code INPUT} when it is too short or no base64
   */
  public static WebhookSignature of(String where, String secret) {
    byte[] bytes;
    try {
      bytes =
          secret.startsWith(PREFIX)
              ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
              : secret.getBytes(UTF_8);
    } catch (IllegalArgumentException e) {
      // Without the cause: its message has a piece of the secret.
      throw PortalException.input(where + "what follows whsec_ in 'secret' is not base64");
    }
    if (bytes.length < SHORTEST) {
      throw PortalException.input(
          where + "'secret' needs at least " + SHORTEST + " bytes; take them from ${A_VARIABLE}");
    }
    return new WebhookSignature(bytes);
  }

  /**
   * Returns the value of the header {@code webhook-signature}.
   *
   * @param id of the delivery, the header {@code webhook-id}
   * @param seconds since 1970, the header {@code webhook-timestamp}
   * @param body the bytes as they are sent
   */
  public String sign(String id, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + "." + seconds + ".").getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JVM lacks " + ALGORITHM, e);
    }
  }
}
