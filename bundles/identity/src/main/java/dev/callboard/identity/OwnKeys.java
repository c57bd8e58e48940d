package dev.callboard.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;

/** Verifies tokens that were signed with the keys of one ring. */
final class OwnKeys {
  private static final int REMEMBERED = 5_000;

  private final KeyRing ring;
  private final SignatureCache verified = new SignatureCache(REMEMBERED);

  OwnKeys(KeyRing ring) {
    this.ring = ring;
  }

  ECKey signingKey() {
    return ring.signingKey();
  }

  /**
   * Returns the claims of a token of one type that is valid now.
   *
   * @param token the token
   * @param type what its header has to say
   * @param now what time it is
   */
  Claims claims(SignedToken token, String type, Instant now) {
    if (!token.type().equals(type)) {
      throw IllegalToken.because("wrong type");
    }
    ECKey key = keyOf(token);
    Claims claims = verified.claims(token.text(), () -> token.verify(verifier(key)));
    claims.requireValidAt(now);
    return claims;
  }

  /** Returns the one key that the token names, which fixes the algorithm too. */
  private ECKey keyOf(SignedToken token) {
    ECKey key =
        token.keyId().flatMap(ring::find).orElseThrow(() -> IllegalToken.because("unknown key"));
    if (!token.algorithm().equals(key.getAlgorithm().getName())) {
      throw IllegalToken.because("the algorithm is not the one of the key");
    }
    return key;
  }

  private static JWSVerifier verifier(ECKey key) {
    try {
      return new ECDSAVerifier(key.toPublicJWK());
    } catch (JOSEException e) {
      throw new IllegalStateException("A signing key is not on a supported curve", e);
    }
  }
}
