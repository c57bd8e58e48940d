package dev.callboard.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** A token in the compact form of RFC 7515 whose signature has not been verified yet. */
final class SignedToken {
  /** Exactly three parts of base64url; the library alone would skip foreign characters. */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  private final String text;
  private final JWSObject object;

  private SignedToken(String text, JWSObject object) {
    this.text = text;
    this.object = object;
  }

  /** Returns whether the text has the form of a signed token. */
  static boolean looksLike(String text) {
    return FORM.matcher(text).matches();
  }

  /** Reads the header. Keys and addresses of keys that it carries are never looked at. */
  static SignedToken parse(String text) {
    if (!looksLike(text)) {
      throw IllegalToken.because("not of three parts");
    }
    try {
      JWSObject object = JWSObject.parse(text);
      SignedToken token = new SignedToken(text, object);
      token.requirePlainHeader();
      requireCanonical(object.getSignature().toString());
      return token;
    } catch (ParseException | RuntimeException e) {
      throw IllegalToken.because("not readable: " + e.getMessage());
    }
  }

  private void requirePlainHeader() {
    JWSHeader header = object.getHeader();
    if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
      throw IllegalToken.because("critical extensions are not understood");
    }
  }

  /** A second spelling of the same signature would be a second token with the same rights. */
  private static void requireCanonical(String signature) {
    byte[] bytes = Base64.getUrlDecoder().decode(signature);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(signature)) {
      throw IllegalToken.because("the signature is not canonical");
    }
  }

  /** Returns {@code typ}, or an empty text. */
  String type() {
    return object.getHeader().getType() == null ? "" : object.getHeader().getType().getType();
  }

  /** Returns {@code alg}. */
  String algorithm() {
    return object.getHeader().getAlgorithm().getName();
  }

  /** Returns {@code kid}, or empty. */
  Optional<String> keyId() {
    return Optional.ofNullable(object.getHeader().getKeyID());
  }

  /** Returns the whole token. */
  String text() {
    return text;
  }

  /** Verifies the signature and returns the claims, which are not read before. */
  Claims verify(JWSVerifier verifier) {
    try {
      if (!object.verify(verifier)) {
        throw IllegalToken.because("the signature does not match");
      }
    } catch (JOSEException | IllegalStateException e) {
      throw IllegalToken.because("the signature cannot be verified: " + e.getMessage());
    }
    return Claims.parse(object.getPayload().toString());
  }
}
