package dev.callboard.supply.chain.attest;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The keys that signers are known by: {@code supplyChain.attestations.keys}. Immutable. */
final class AttestationKeys {
  private static final String AT = "supplyChain.attestations.keys";

  private final List<Key> keys;

  private record Key(String name, String keyId, PublicKey key) {}

  private AttestationKeys(List<Key> keys) {
    this.keys = keys;
  }

  static AttestationKeys of(Config config) {
    List<Key> keys = new ArrayList<>();
    int at = 0;
    for (Config each : config.sections(AT)) {
      String where = AT + "[" + at++ + "]";
      String name =
          each.string("name").orElseThrow(() -> PortalException.input(where + " must have a name"));
      String pem =
          each.string("publicKey")
              .orElseThrow(() -> PortalException.input(where + " must have a publicKey"));
      keys.add(new Key(name, each.string("keyId").orElse(""), key(pem, where)));
    }
    return new AttestationKeys(keys);
  }

  boolean none() {
    return keys.isEmpty();
  }

  private static PublicKey key(String pem, String where) {
    String base64 = pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw wrong(where);
    }
    for (String algorithm : List.of("Ed25519", "EC")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(bytes));
      } catch (GeneralSecurityException e) {
        // It may be one of the other algorithm.
      }
    }
    throw wrong(where);
  }

  private static PortalException wrong(String where) {
    return PortalException.input(
        where
            + ".publicKey must be a public key of Ed25519 or ECDSA in PEM (BEGIN PUBLIC KEY), as"
            + " cosign public-key prints it");
  }

  /**
   * Returns the name of the first key that a signature is of.
   *
   * @param keyId what the envelope says, empty for nothing; only a hint
   */
  Optional<String> signer(String keyId, byte[] signature, byte[] message) {
    return keys.stream()
        .filter(key -> keyId.isEmpty() || key.keyId().isEmpty() || key.keyId().equals(keyId))
        .filter(key -> isSigned(key.key(), signature, message))
        .map(Key::name)
        .findFirst();
  }

  private static boolean isSigned(PublicKey key, byte[] signature, byte[] message) {
    try {
      Signature check = Signature.getInstance(algorithm(key));
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature that is none of this algorithm.
      return false;
    }
  }

  private static String algorithm(PublicKey key) {
    if (!(key instanceof ECKey curve)) {
      return "Ed25519";
    }
    int bits = curve.getParams().getOrder().bitLength();
    return bits <= 256 ? "SHA256withECDSA" : bits <= 384 ? "SHA384withECDSA" : "SHA512withECDSA";
  }
}
