package dev.callboard.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Remembers which tokens have a good signature, because that is what costs: the claims, the time
 * and the key are looked at each time. Only good ones are kept, under their digest, so that nobody
 * can fill it and no token can be read from memory. Thread-safe.
 */
final class SignatureCache {
  private final Map<ByteBuffer, Claims> known;

  SignatureCache(int size) {
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Claims> eldest) {
            return size() > size;
          }
        };
  }

  /** Returns the claims of a token, verified now or before. */
  Claims claims(String token, Supplier<Claims> verification) {
    ByteBuffer digest = digest(token);
    Claims claims = get(digest);
    if (claims == null) {
      claims = verification.get();
      put(digest, claims);
    }
    return claims;
  }

  private synchronized Claims get(ByteBuffer digest) {
    return known.get(digest);
  }

  private synchronized void put(ByteBuffer digest, Claims claims) {
    known.put(digest, claims);
  }

  synchronized int size() {
    return known.size();
  }

  private static ByteBuffer digest(String token) {
    try {
      byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
