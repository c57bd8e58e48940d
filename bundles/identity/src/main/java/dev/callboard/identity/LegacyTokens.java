package dev.callboard.identity;

import dev.callboard.platform.identity.AccessRestriction;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens of Backstage's old backends: HS256 with a shared secret, {@code sub: backstage-server}, no
 * audience. The usual secrets have 24 bytes, which the JOSE library refuses for HS256, hence the
 * check by the JDK's own means.
 */
final class LegacyTokens implements ExternalCaller {
  private static final String SUBJECT = "backstage-server";

  private final byte[] secret;
  private final DefaultPrincipal principal;
  private final Clock clock;

  LegacyTokens(byte[] secret, String subject, List<AccessRestriction> restrictions, Clock clock) {
    this.secret = secret.clone();
    this.principal = ExternalCaller.principal(subject, restrictions);
    this.clock = clock;
  }

  @Override
  public Optional<DefaultPrincipal> authenticate(String text) {
    if (!SignedToken.looksLike(text)) {
      return Optional.empty();
    }
    SignedToken token = SignedToken.parse(text);
    if (!token.algorithm().equals("HS256") || !signatureMatches(text)) {
      return Optional.empty();
    }
    String payload = text.substring(text.indexOf('.') + 1, text.lastIndexOf('.'));
    Claims claims =
        Claims.parse(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    claims.requireText("sub", SUBJECT);
    if (claims.has("aud")) {
      throw IllegalToken.because("a legacy token has no audience");
    }
    claims.requireValidAt(clock.instant());
    return Optional.of(principal);
  }

  private boolean signatureMatches(String text) {
    int dot = text.lastIndexOf('.');
    byte[] claimed = Base64.getUrlDecoder().decode(text.substring(dot + 1));
    return MessageDigest.isEqual(claimed, mac(text.substring(0, dot)));
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
    }
  }
}
