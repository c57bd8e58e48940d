package dev.callboard.identity.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user copies: a prefix by which scanners of secrets find tokens that leaked, the id and a
 * secret of 256 bits, as {@code cbp_<32 hex digits>_<43 characters>}.
 *
 * @param id the id
 * @param secret the secret
 */
record AccessTokenText(String id, String secret) {
  private static final String PREFIX = "cbp_";
  private static final Pattern FORM =
      Pattern.compile(PREFIX + "([0-9a-f]{32})_([A-Za-z0-9_-]{43})");

  static AccessTokenText random(SecureRandom random) {
    byte[] id = new byte[16];
    byte[] secret = new byte[32];
    random.nextBytes(id);
    random.nextBytes(secret);
    return new AccessTokenText(
        HexFormat.of().formatHex(id),
        Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Returns whether a token can be none but one of these. */
  static boolean looksLike(String token) {
    return token.startsWith(PREFIX);
  }

  static Optional<AccessTokenText> parse(String token) {
    Matcher form = FORM.matcher(token);
    return form.matches()
        ? Optional.of(new AccessTokenText(form.group(1), form.group(2)))
        : Optional.empty();
  }

  /** Returns what is stored. The secret is random, so a plain digest cannot be guessed back. */
  String digest() {
    try {
      byte[] bytes = whole().getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  /** Returns whether this is the token of a digest, in a time that does not tell where not. */
  boolean matches(String digest) {
    return MessageDigest.isEqual(
        digest().getBytes(StandardCharsets.US_ASCII), digest.getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns the whole token. */
  String whole() {
    return PREFIX + id + "_" + secret;
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return PREFIX + id;
  }
}
