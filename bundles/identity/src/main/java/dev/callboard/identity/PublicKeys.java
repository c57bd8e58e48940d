package dev.callboard.identity;

import com.nimbusds.jose.jwk.ECKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The public half of signing keys as a JWK set, as JSON values in the order that Backstage has. */
final class PublicKeys {
  private PublicKeys() {}

  /** Returns the keys that tokens may be signed with; makes one when there is none yet. */
  static Map<String, List<Map<String, Object>>> of(KeyRing ring) {
    ring.signingKey();
    return Map.of("keys", ring.verificationKeys().stream().map(PublicKeys::json).toList());
  }

  private static Map<String, Object> json(ECKey key) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kty", "EC");
    json.put("x", key.getX().toString());
    json.put("y", key.getY().toString());
    json.put("crv", key.getCurve().getName());
    json.put("kid", key.getKeyID());
    json.put("alg", key.getAlgorithm().getName());
    return json;
  }
}
