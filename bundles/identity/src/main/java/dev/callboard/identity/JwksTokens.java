package dev.callboard.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.callboard.platform.identity.AccessRestriction;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tokens of another issuer that publishes its keys. Only signatures with a key pair count. */
final class JwksTokens implements ExternalCaller {
  /** The algorithms that may be configured. */
  static final Set<String> ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  private static final int MAX_SUBJECT = 512;

  private final JwksSource keys;
  private final Expected expected;
  private final List<AccessRestriction> restrictions;
  private final Clock clock;

  /**
   * What a token has to say.
   *
   * @param issuers one of them, or empty for any
   * @param audiences one of them, or empty for any
   * @param algorithms one of them
   * @param subjectPrefix put before the subject, or empty
   */
  record Expected(
      List<String> issuers,
      List<String> audiences,
      List<String> algorithms,
      Optional<String> subjectPrefix) {}

  JwksTokens(
      JwksSource keys, Expected expected, List<AccessRestriction> restrictions, Clock clock) {
    this.keys = keys;
    this.expected = expected;
    this.restrictions = List.copyOf(restrictions);
    this.clock = clock;
  }

  @Override
  public Optional<DefaultPrincipal> authenticate(String text) {
    if (!SignedToken.looksLike(text)) {
      return Optional.empty();
    }
    SignedToken token = SignedToken.parse(text);
    if (!expected.algorithms().contains(token.algorithm())) {
      return Optional.empty();
    }
    Optional<JWK> key = token.keyId().flatMap(keys::find).filter(jwk -> fits(jwk, token));
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Claims claims = token.verify(verifier(key.get()));
    claims.requireValidAt(clock.instant());
    requireOneOf(expected.issuers(), claims.texts("iss"), "iss");
    requireOneOf(expected.audiences(), claims.texts("aud"), "aud");
    return Optional.of(principal(claims.text("sub")));
  }

  static boolean fits(JWK key, SignedToken token) {
    boolean algorithm =
        key.getAlgorithm() == null || key.getAlgorithm().getName().equals(token.algorithm());
    return algorithm && (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()));
  }

  static JWSVerifier verifier(JWK key) {
    try {
      if (key instanceof ECKey ec) {
        return new ECDSAVerifier(ec);
      }
      if (key instanceof RSAKey rsa) {
        return new RSASSAVerifier(rsa);
      }
    } catch (JOSEException e) {
      throw IllegalToken.because("unusable key");
    }
    throw IllegalToken.because("a key of type " + key.getKeyType() + " is not supported");
  }

  private static void requireOneOf(List<String> accepted, List<String> given, String claim) {
    if (!accepted.isEmpty() && given.stream().noneMatch(accepted::contains)) {
      throw IllegalToken.because("wrong " + claim);
    }
  }

  private DefaultPrincipal principal(String subject) {
    boolean plain = subject.length() <= MAX_SUBJECT && subject.chars().noneMatch(c -> c <= ' ');
    String name =
        "external:" + expected.subjectPrefix().map(prefix -> prefix + ":").orElse("") + subject;
    if (!plain || name.equals(DefaultPrincipal.ADMIN)) {
      // Another issuer must not be able to name our administrator.
      throw IllegalToken.because("the subject is not acceptable");
    }
    return DefaultPrincipal.service(name, restrictions);
  }
}
