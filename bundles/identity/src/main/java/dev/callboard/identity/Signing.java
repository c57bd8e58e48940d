package dev.callboard.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes compact tokens byte by byte: the order of the members counts, because a limited user token
 * is put together again from parts of another token.
 */
final class Signing {
  private static final JsonMapper JSON = new JsonMapper();

  private Signing() {}

  /** Returns the part of a token that is signed. */
  static String signedPart(String type, String keyId, Map<String, Object> claims) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", type);
    header.put("alg", "ES256");
    header.put("kid", keyId);
    return encode(header) + "." + encode(claims);
  }

  /** Returns the signature over the signed part. */
  static String signature(String signedPart, ECKey key) {
    try {
      JWSHeader header =
          JWSHeader.parse(new Base64URL(signedPart.substring(0, signedPart.indexOf('.'))));
      return new ECDSASigner(key)
          .sign(header, signedPart.getBytes(StandardCharsets.US_ASCII))
          .toString();
    } catch (JOSEException | ParseException e) {
      throw new IllegalStateException("A token could not be signed", e);
    }
  }

  /** Returns a whole token. */
  static String token(String type, ECKey key, Map<String, Object> claims) {
    String signedPart = signedPart(type, key.getKeyID(), claims);
    return signedPart + "." + signature(signedPart, key);
  }

  private static String encode(Map<String, Object> json) {
    try {
      return Base64URL.encode(JSON.writeValueAsBytes(json)).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Claims are no JSON values", e);
    }
  }
}
