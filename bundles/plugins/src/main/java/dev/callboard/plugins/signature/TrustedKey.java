package dev.callboard.plugins.signature;

import static java.util.Objects.requireNonNull;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A key whose signatures count.
 *
 * @param id the name that signature files refer to
 * @param key the Ed25519 public key
 * @param publisher who signs with it; several keys may share a publisher
 * @param expires from when on it lets nothing new in; empty for never
 */
public record TrustedKey(String id, PublicKey key, String publisher, Optional<Instant> expires) {
  /** Checks the arguments. */
  public TrustedKey {
    requireNonNull(id, "id is null");
    requireNonNull(key, "key is null");
    requireNonNull(expires, "expires is null");
    if (publisher.isBlank() || publisher.equals(Verdict.UNSIGNED_PUBLISHER)) {
      throw new IllegalArgumentException(
          "the publisher of key '" + id + "' must not be empty and not 'unsigned'");
    }
  }
}
