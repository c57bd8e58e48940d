package dev.callboard.identity;

import com.nimbusds.jose.jwk.JWK;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * ID tokens of an OpenID provider, checked as section 3.1.3.7 of OpenID Connect Core asks: issuer,
 * audience, authorised party, algorithm, signature, times and nonce. Thread-safe; blocks while keys
 * are fetched.
 */
public final class IdTokens {
  private static final int LONGEST = 64 * 1024;

  private final JwksSource keys;
  private final Clock clock;

  /** Creates a check with the keys at an address, which are fetched when they are needed. */
  public IdTokens(URI keys, LongSupplier nanos, Clock clock) {
    this.keys = new JwksSource(keys, nanos);
    this.clock = clock;
  }

  /**
   * What a token has to say.
   *
   * @param issuer exactly this
   * @param clientId has to be in the audience
   * @param algorithm exactly this, never {@code none} and never one with a shared secret
   * @param nonce exactly this, or empty when the token comes from a refresh
   */
  public record Expected(
      String issuer, String clientId, String algorithm, Optional<String> nonce) {}

  /**
   * Returns the claims of a good token.
   *
   * @throws PortalException with code {@code AUTHENTICATION} when it is not good
   */
  public Map<String, Object> verify(String text, Expected expected) {
    try {
      return claims(text, expected);
    } catch (PortalException e) {
      throw new PortalException(
          ErrorCode.AUTHENTICATION, "The identity provider's ID token is not good", e);
    }
  }

  private Map<String, Object> claims(String text, Expected expected) {
    if (text.length() > LONGEST) {
      throw IllegalToken.because("too long");
    }
    SignedToken token = SignedToken.parse(text);
    if (!JwksTokens.ALGORITHMS.contains(expected.algorithm())
        || !token.algorithm().equals(expected.algorithm())) {
      throw IllegalToken.because("wrong algorithm");
    }
    JWK key =
        token
            .keyId()
            .map(keys::find)
            .orElseGet(keys::only)
            .filter(found -> JwksTokens.fits(found, token))
            .orElseThrow(() -> IllegalToken.because("unknown key"));
    Claims claims = token.verify(JwksTokens.verifier(key));
    claims.requireValidAt(clock.instant());
    claims.time("iat");
    claims.requireText("iss", expected.issuer());
    List<String> audience = claims.texts("aud");
    if (!audience.contains(expected.clientId())) {
      throw IllegalToken.because("wrong aud");
    }
    Optional<String> party = claims.optionalText("azp");
    if (audience.size() > 1 && party.isEmpty()
        || party.isPresent() && !party.get().equals(expected.clientId())) {
      throw IllegalToken.because("wrong azp");
    }
    expected.nonce().ifPresent(nonce -> claims.requireText("nonce", nonce));
    claims.text("sub");
    return claims.all();
  }
}
