package dev.callboard.audit;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes UUIDs of version 7 (RFC 9562): milliseconds since 1970, then random bits. Thread-safe. */
final class TimeOrderedId {
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000000000000000L;

  private final SecureRandom random = new SecureRandom();

  String next(Instant now) {
    long high = now.toEpochMilli() << 16 | VERSION | random.nextInt(1 << 12);
    long low = VARIANT | random.nextLong() >>> 2;
    return new UUID(high, low).toString();
  }
}
