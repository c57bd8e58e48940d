package dev.callboard.platform.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks what senders prove themselves with, in a time that tells nothing about the secret. */
public final class Signatures {
  private Signatures() {}

  /**
   * Returns whether a signature is the HMAC of a body.
   *
   * @param algorithm of {@link Mac}, such as {@code HmacSHA256}
   * @param secret not empty
   * @param body the bytes as they were sent
   * @param signature as hexadecimal digits in any case; anything else is wrong
   */
  public static boolean isHmac(String algorithm, String secret, byte[] body, String signature) {
    return isSame(
        HexFormat.of().formatHex(hmac(algorithm, secret.getBytes(UTF_8), body)),
        signature.toLowerCase(Locale.ROOT));
  }

  /** Returns the HMAC of some bytes. */
  public static byte[] hmac(String algorithm, byte[] secret, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JVM lacks " + algorithm, e);
    }
  }

  /** Returns whether two texts are the same; takes as long when they differ at the first letter. */
  public static boolean isSame(String expected, String given) {
    return MessageDigest.isEqual(sha256(expected), sha256(given));
  }

  /** Digests have one length, so that not even the length of the secret can be told. */
  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
