package dev.callboard.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The ES256 keys for one sort of tokens. A key signs for the rotation time and is good for
 * verifying until the last token that it signed has ended; by time, whatever the file still has.
 */
final class KeyRing {
  /** How long a token may be valid at the most. */
  static final Duration MAX_TOKEN_LIFE = Duration.ofHours(24);

  /** Ended keys are kept a while, so that a clock that jumped ahead and back harms nobody. */
  private static final int KEPT = 10;

  private static final Duration FUTURE = Duration.ofHours(2);

  private final KeyFile file;
  private final Clock clock;
  private final Duration rotation;
  private final Consumer<String> made;

  /**
   * Creates a ring.
   *
   * @param made is told the id of each new key, after it was stored
   */
  KeyRing(KeyFile file, Clock clock, Duration rotation, Consumer<String> made) {
    this.file = file;
    this.clock = clock;
    this.rotation = rotation;
    this.made = made;
  }

  /** Returns the key to sign with; makes one when there is none or the last has had its time. */
  synchronized ECKey signingKey() {
    Instant now = clock.instant();
    List<ECKey> keys = file.read();
    Optional<ECKey> newest =
        keys.stream().filter(key -> signs(key, now)).max(Comparator.comparing(KeyRing::made));
    if (newest.isPresent()) {
      return newest.get();
    }
    ECKey key = generate(now);
    List<ECKey> all = new ArrayList<>(keys);
    all.add(key);
    all.sort(Comparator.comparing(KeyRing::made).reversed());
    file.write(all.subList(0, Math.min(all.size(), KEPT)));
    made.accept(key.getKeyID());
    return key;
  }

  /** Checks that the file can be read, without reading keys. */
  void check() {
    file.check();
  }

  /** Has the file read again, as when it is encrypted in another way now. */
  synchronized void reload() {
    file.reload();
  }

  /** Returns the keys that tokens may be signed with, the newest first. */
  synchronized List<ECKey> verificationKeys() {
    Instant now = clock.instant();
    return file.read().stream()
        .filter(key -> verifies(key, now))
        .sorted(Comparator.comparing(KeyRing::made).reversed())
        .toList();
  }

  /** Returns the key of this id if tokens may be signed with it. */
  Optional<ECKey> find(String keyId) {
    return verificationKeys().stream().filter(key -> key.getKeyID().equals(keyId)).findFirst();
  }

  private boolean signs(ECKey key, Instant now) {
    // A key from the future comes from a clock that was set back; a little of that is harmless.
    return now.isBefore(made(key).plus(rotation)) && now.isAfter(made(key).minus(FUTURE));
  }

  private boolean verifies(ECKey key, Instant now) {
    return now.isBefore(made(key).plus(rotation).plus(MAX_TOKEN_LIFE).plus(Claims.SKEW));
  }

  private static Instant made(ECKey key) {
    return key.getIssueTime().toInstant();
  }

  private static ECKey generate(Instant now) {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyID(UUID.randomUUID().toString())
          .algorithm(JWSAlgorithm.ES256)
          .issueTime(Date.from(now))
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("This Java runtime cannot make keys on P-256", e);
    }
  }
}
