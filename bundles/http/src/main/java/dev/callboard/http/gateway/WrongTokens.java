package dev.callboard.http.gateway;

import dev.callboard.http.settings.RateLimits;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps an address from trying tokens on and on. Beyond the limit its tokens are not looked at any
 * more, except those that were good before: many people can share an address, and a script with an
 * old token must not lock them out. Thread-safe.
 */
final class WrongTokens {
  private static final int ADDRESSES = 20_000;
  private static final int GOOD = 10_000;

  private final LongSupplier nanos;
  private final Set<ByteBuffer> good = ConcurrentHashMap.newKeySet();
  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > ADDRESSES;
        }
      };

  private static final class Count {
    private final long since;
    private int wrong;

    Count(long since) {
      this.since = since;
    }
  }

  WrongTokens(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Looks at a token, unless its address has sent too many wrong ones.
   *
   * @param secret what is looked at, not null
   * @throws PortalException what the look threw, or with code {@code TOO_MANY_REQUESTS}
   */
  PortalPrincipal guard(
      String address, String secret, RateLimits limits, Supplier<PortalPrincipal> look) {
    check(address, secret, limits);
    try {
      PortalPrincipal found = look.get();
      good(secret);
      return found;
    } catch (PortalException e) {
      if (e.code() == ErrorCode.AUTHENTICATION) {
        wrong(address, limits);
      }
      throw e;
    }
  }

  /**
   * Refuses a token of an address that has sent too many wrong ones.
   *
   * @throws PortalException with code {@code TOO_MANY_REQUESTS}
   */
  void check(String address, String token, RateLimits limits) {
    if (isOver(Addresses.network(address), limits) && !good.contains(digest(token))) {
      throw new PortalException(
          ErrorCode.TOO_MANY_REQUESTS, "Too many wrong tokens came from your address");
    }
  }

  private synchronized boolean isOver(String network, RateLimits limits) {
    Count count = counts.get(network);
    return count != null
        && nanos.getAsLong() - count.since < limits.wrongTokenWindow().toNanos()
        && count.wrong >= limits.wrongTokensPerAddress();
  }

  /** Notes that a token was good. */
  void good(String token) {
    if (good.size() >= GOOD) {
      // Those who still use theirs are back in a moment.
      good.clear();
    }
    good.add(digest(token));
  }

  /** Notes that a token was wrong. */
  synchronized void wrong(String address, RateLimits limits) {
    String network = Addresses.network(address);
    long now = nanos.getAsLong();
    Count count = counts.get(network);
    if (count == null || now - count.since >= limits.wrongTokenWindow().toNanos()) {
      counts.remove(network);
      count = new Count(now);
      counts.put(network, count);
    }
    count.wrong++;
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
