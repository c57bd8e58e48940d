package dev.callboard.plugins.signature;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys that are trusted and those that no longer are. Immutable. */
public final class KeyRing {
  private final Map<String, TrustedKey> trusted;
  private final Set<String> revoked;

  /**
   * Creates a ring.
   *
   * @param trusted the keys, with different ids
   * @param revoked ids of keys that must not be relied on, whether they are among the trusted or
   *     not
   * @throws IllegalArgumentException when two keys have the same id
   */
  public KeyRing(Collection<TrustedKey> trusted, Collection<String> revoked) {
    Map<String, TrustedKey> byId = new LinkedHashMap<>();
    for (TrustedKey key : trusted) {
      if (byId.put(key.id(), key) != null) {
        throw new IllegalArgumentException("two trusted keys have the id '" + key.id() + "'");
      }
    }
    this.trusted = Map.copyOf(byId);
    this.revoked = Set.copyOf(revoked);
  }

  /** Returns a ring without keys. */
  public static KeyRing empty() {
    return new KeyRing(Set.of(), Set.of());
  }

  /** Returns whether no key is trusted. */
  public boolean isEmpty() {
    return trusted.isEmpty();
  }

  Optional<TrustedKey> find(String id) {
    return Optional.ofNullable(trusted.get(id));
  }

  boolean isRevoked(String id) {
    return revoked.contains(id);
  }
}
