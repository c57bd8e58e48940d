package dev.callboard.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key that checkpoints are verified with, in the form of C2SP signed-note: {@code
 * <name>+<id>+<base64>}, where the id is the first four bytes of a SHA-256 over name and key.
 *
 * @param id eight hexadecimal digits
 * @param text the key as it is published
 */
record VerifierKey(String id, PublicKey key, String text) {
  private static final byte ED25519 = 1;
  private static final int LENGTH = 32;

  /** What stands before the bytes of a key in its X.509 form (RFC 8410). */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  /** Makes one of a Java key. */
  static VerifierKey of(PublicKey key) {
    byte[] encoded = key.getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
    String id = id(raw);
    String text =
        Checkpoint.ORIGIN + "+" + id + "+" + Base64.getEncoder().encodeToString(typed(raw));
    return new VerifierKey(id, key, text);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none
   */
  static VerifierKey parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length != 3 || !parts[0].equals(Checkpoint.ORIGIN)) {
      throw wrong(null);
    }
    try {
      byte[] typed = Base64.getDecoder().decode(parts[2]);
      if (typed.length != LENGTH + 1 || typed[0] != ED25519) {
        throw wrong(null);
      }
      byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + LENGTH);
      System.arraycopy(typed, 1, encoded, PREFIX.length, LENGTH);
      VerifierKey key =
          of(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      if (!key.id.equals(parts[1])) {
        throw wrong(null);
      }
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  private static IllegalArgumentException wrong(Exception cause) {
    return new IllegalArgumentException(
        "A key of checkpoints looks like " + Checkpoint.ORIGIN + "+1f2e3d4c+<base64>", cause);
  }

  private static byte[] typed(byte[] raw) {
    byte[] typed = new byte[LENGTH + 1];
    typed[0] = ED25519;
    System.arraycopy(raw, 0, typed, 1, LENGTH);
    return typed;
  }

  private static String id(byte[] raw) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((Checkpoint.ORIGIN + "\n").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(typed(raw)), 0, 4);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Returns whether the key made the signature. */
  boolean verifies(byte[] content, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(content);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
