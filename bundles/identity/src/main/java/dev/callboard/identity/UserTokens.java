package dev.callboard.identity;

import com.nimbusds.jose.jwk.ECKey;
import dev.callboard.identity.access.AccessToken;
import dev.callboard.identity.revocation.Revocations;
import dev.callboard.platform.error.PortalException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tokens of users, in Backstage's layout: a full token for the browser, and a limited one, without
 * issuer and audience, that only shows who the user is. The full token carries the signature of the
 * limited one as {@code uip}.
 */
final class UserTokens {
  static final String TYPE = "vnd.backstage.user";
  static final String LIMITED_TYPE = "vnd.backstage.limited-user";

  private static final String AUDIENCE = "backstage";

  private final OwnKeys keys;
  private final Clock clock;
  private final Supplier<TokenSettings> settings;
  private final Ownership ownership;
  private final Revocations revocations;

  UserTokens(
      OwnKeys keys,
      Clock clock,
      Supplier<TokenSettings> settings,
      Ownership ownership,
      Revocations revocations) {
    this.keys = keys;
    this.revocations = revocations;
    this.clock = clock;
    this.settings = settings;
    this.ownership = ownership;
  }

  /** Makes a token for a user who has signed in. */
  String issue(String userRef) {
    if (revocations.isBlocked(userRef)) {
      throw PortalException.notAllowed("This account is blocked");
    }
    TokenSettings current = settings.get();
    ECKey key = keys.signingKey();
    long now = issueTime(userRef);
    long end = now + current.lifetime().toSeconds();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", current.issuer());
    claims.put("sub", userRef);
    if (current.ownershipClaim()) {
      claims.put("ent", ownershipOf(userRef));
    }
    claims.put("aud", AUDIENCE);
    claims.put("iat", now);
    claims.put("exp", end);
    claims.put("uip", Signing.signature(limitedPart(key.getKeyID(), userRef, now, end), key));
    return Signing.token(TYPE, key, claims);
  }

  /** After a sign-out in the same second a new token is one of the next second. */
  private long issueTime(String userRef) {
    return Math.max(clock.instant().getEpochSecond(), revocations.tokensFrom(userRef));
  }

  private static String limitedPart(String keyId, String userRef, long issued, long end) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", userRef);
    claims.put("iat", issued);
    claims.put("exp", end);
    return Signing.signedPart(LIMITED_TYPE, keyId, claims);
  }

  /** Returns what the user owns. */
  List<String> ownershipOf(String userRef) {
    return ownership.of(userRef, List.of());
  }

  /** Returns the user of a full token. */
  DefaultPrincipal verify(SignedToken token) {
    Claims claims = verified(token, TYPE);
    claims.requireText("iss", settings.get().issuer());
    claims.requireText("aud", AUDIENCE);
    Optional<String> limited = limited(token, claims);
    return user(claims, () -> limited, claims.texts("ent"));
  }

  private static Optional<String> limited(SignedToken token, Claims claims) {
    return claims
        .optionalText("uip")
        .map(
            proof ->
                limitedPart(
                        token.keyId().orElseThrow(),
                        claims.text("sub"),
                        claims.time("iat").getEpochSecond(),
                        claims.time("exp").getEpochSecond())
                    + "."
                    + proof);
  }

  /** Returns the user of a limited token; what it may be used for is the caller's business. */
  DefaultPrincipal verifyLimited(String text) {
    Claims claims = verified(SignedToken.parse(text), LIMITED_TYPE);
    if (claims.has("aud")) {
      throw IllegalToken.because("it is for the cookie of a plugin");
    }
    return user(claims, () -> Optional.of(text), List.of());
  }

  /** Makes a limited token for one plugin, that is as long valid as the proof of the user. */
  Dated forCookie(String userRef, String proof, String pluginId) {
    Instant end = endOf(proof);
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", userRef);
    claims.put("iat", issueTime(userRef));
    claims.put("exp", end.getEpochSecond());
    claims.put("aud", pluginId);
    return new Dated(Signing.token(LIMITED_TYPE, keys.signingKey(), claims), end);
  }

  /** A token and its end. */
  record Dated(String token, Instant end) {}

  /** Returns the user of a limited token that was made for one plugin. */
  DefaultPrincipal verifyCookie(String text, String pluginId) {
    Claims claims = verified(SignedToken.parse(text), LIMITED_TYPE);
    claims.requireText("aud", pluginId);
    String userRef = claims.text("sub");
    Instant end = claims.time("exp");
    return user(claims, () -> Optional.of(limited(userRef, end)), List.of());
  }

  /** Returns when a limited token that has been verified ends. */
  Instant endOf(String limited) {
    return verified(SignedToken.parse(limited), LIMITED_TYPE).time("exp");
  }

  private Claims verified(SignedToken token, String type) {
    Claims claims = keys.claims(token, type, clock.instant());
    if (revocations.isRevoked(claims.text("sub"), () -> claims.time("iat").getEpochSecond())) {
      throw IllegalToken.because("it was revoked");
    }
    return claims;
  }

  /** Returns the user of an access token, limited to its scopes. */
  DefaultPrincipal bearer(AccessToken token) {
    if (revocations.isBlocked(token.user())) {
      throw IllegalToken.because("the account is blocked");
    }
    return DefaultPrincipal.user(
            token.user(),
            () -> ownershipOf(token.user()),
            () -> Optional.of(limited(token.user(), token.expires())))
        .limitedTo(token.scopes());
  }

  /** Makes a limited token for somebody who came without one; never longer than the reason. */
  private String limited(String userRef, Instant end) {
    ECKey key = keys.signingKey();
    Instant now = Instant.ofEpochSecond(issueTime(userRef));
    Instant last = now.plus(settings.get().lifetime());
    long until = (end.isBefore(last) ? end : last).getEpochSecond();
    String part = limitedPart(key.getKeyID(), userRef, now.getEpochSecond(), until);
    return part + "." + Signing.signature(part, key);
  }

  private DefaultPrincipal user(
      Claims claims, Supplier<Optional<String>> proof, List<String> claimed) {
    String ref = claims.text("sub");
    return DefaultPrincipal.user(ref, () -> ownership.of(ref, claimed), proof);
  }
}
