package dev.callboard.http.gateway;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The weak entity tags that Express makes: length in hex and the start of a SHA-1 digest. */
public final class Etags {
  private static final int DIGEST_CHARS = 27;

  private Etags() {}

  /** Returns the tag of a part of the bytes. */
  public static String of(byte[] bytes, int offset, int length) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(bytes, offset, length);
      String digest = Base64.getEncoder().encodeToString(sha1.digest());
      return "W/\"" + Integer.toHexString(length) + '-' + digest.substring(0, DIGEST_CHARS) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns whether the header {@code If-None-Match} names the tag, in the weak comparison. */
  public static boolean matches(String header, String tag) {
    if (header == null) {
      return false;
    }
    if (header.equals("*")) {
      return true;
    }
    String opaque = tag.startsWith("W/") ? tag.substring(2) : tag;
    for (String candidate : header.split(",")) {
      String trimmed = candidate.trim();
      if (trimmed.equals(tag) || trimmed.equals(opaque) || trimmed.equals("W/" + opaque)) {
        return true;
      }
    }
    return false;
  }
}
