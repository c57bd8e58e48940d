package dev.callboard.plugins.signature;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges signature files. It looks at the digest of the jar only: nothing of the jar is parsed. The
 * caller compares plugin id and version with the manifest afterwards. Thread-safe.
 */
public final class SignatureVerifier {
  private final KeyRing keys;
  private final Clock clock;

  /**
   * Creates a verifier.
   *
   * @param keys whom to trust
   * @param clock for the expiry of keys
   */
  public SignatureVerifier(KeyRing keys, Clock clock) {
    this.keys = requireNonNull(keys, "keys is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Judges a jar that is to be installed.
   *
   * @param sha256 the digest of the whole jar
   * @param signatureFile the content of its signature file, or empty when it has none
   */
  public Verdict verify(String sha256, Optional<byte[]> signatureFile) {
    return verify(sha256, signatureFile, true);
  }

  /**
   * Judges a jar that was installed while its key was valid: a key that has expired since still
   * counts, one that was revoked does not.
   *
   * @param sha256 the digest of the whole jar
   * @param signatureFile the content of its signature file, or empty when it has none
   */
  public Verdict verifyInstalled(String sha256, Optional<byte[]> signatureFile) {
    return verify(sha256, signatureFile, false);
  }

  private Verdict verify(String sha256, Optional<byte[]> signatureFile, boolean expiryCounts) {
    if (signatureFile.isEmpty()) {
      return Verdict.unsigned();
    }
    PluginSignature signature;
    try {
      signature = PluginSignature.parse(signatureFile.get());
    } catch (IllegalArgumentException e) {
      return Verdict.bad(SignatureStatus.INVALID, Optional.empty(), e.getMessage());
    }
    Optional<String> keyId = Optional.of(signature.keyId());
    if (keys.isRevoked(signature.keyId())) {
      return invalid(keyId, "the key '" + signature.keyId() + "' is revoked");
    }
    Optional<TrustedKey> key = keys.find(signature.keyId());
    if (key.isEmpty()) {
      return invalid(
          keyId, "the key '" + signature.keyId() + "' is not among plugins.signatures.trustedKeys");
    }
    if (!checks(signature, key.get())) {
      return invalid(keyId, "the key '" + signature.keyId() + "' did not make this signature");
    }
    if (!signature.sha256().equals(sha256)) {
      return Verdict.bad(
          SignatureStatus.MODIFIED, keyId, "the signature is for other bytes than these");
    }
    if (expiryCounts && expired(key.get())) {
      return invalid(
          keyId, "the key '" + signature.keyId() + "' expired at " + key.get().expires().get());
    }
    return Verdict.signed(signature, key.get().publisher());
  }

  private boolean expired(TrustedKey key) {
    Instant now = clock.instant();
    return key.expires().filter(end -> !now.isBefore(end)).isPresent();
  }

  private static boolean checks(PluginSignature signature, TrustedKey key) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key.key());
      check.update(signature.signedBytes());
      return check.verify(signature.signatureBytes());
    } catch (GeneralSecurityException e) {
      // Some malformed signatures are reported by an exception instead of false.
      return false;
    }
  }

  private static Verdict invalid(Optional<String> keyId, String reason) {
    return Verdict.bad(SignatureStatus.INVALID, keyId, reason);
  }
}
