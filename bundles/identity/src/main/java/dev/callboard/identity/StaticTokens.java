package dev.callboard.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tokens that are known as they are. Only their digests are kept. All of them are compared, each in
 * constant time, so that an answer's time tells nothing.
 */
final class StaticTokens implements ExternalCaller {
  private final List<Entry> entries = new ArrayList<>();

  /** Adds a token; returns false when it is there already. */
  boolean add(String token, DefaultPrincipal principal) {
    byte[] digest = digest(token);
    if (entries.stream().anyMatch(entry -> MessageDigest.isEqual(entry.digest, digest))) {
      return false;
    }
    entries.add(new Entry(digest, principal));
    return true;
  }

  @Override
  public Optional<DefaultPrincipal> authenticate(String token) {
    byte[] digest = digest(token);
    DefaultPrincipal found = null;
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.digest, digest)) {
        found = entry.principal;
      }
    }
    return Optional.ofNullable(found);
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  private record Entry(byte[] digest, DefaultPrincipal principal) {}
}
