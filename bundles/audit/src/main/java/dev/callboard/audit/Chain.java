package dev.callboard.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How records hang together: the hash of a record is the SHA-256 of the hash before it, its number
 * and its canonical JSON, with a line feed between them. None of the three can hold a line feed, so
 * the text can be cut in one way only.
 */
final class Chain {
  /** What stands before the first record. */
  static final String START = "sha256:" + "0".repeat(64);

  private Chain() {}

  /**
   * The hash of a record.
   *
   * @param body the record as canonical JSON without {@code seq} and {@code prev}
   */
  static String hash(long seq, String body, String prev) {
    return sha256(prev + "\n" + seq + "\n" + body);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
