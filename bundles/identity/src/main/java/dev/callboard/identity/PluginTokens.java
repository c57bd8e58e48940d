package dev.callboard.identity;

import com.nimbusds.jose.jwk.ECKey;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tokens with which plugins call each other, in Backstage's layout. Three claims are our own:
 * {@code svc} carries an external caller with the restrictions of its credentials, {@code
 * restrictions} those of a user's access token, and {@code via} the plugins that carried the
 * request before, so that a detour never widens what a caller may do.
 */
final class PluginTokens {
  static final String TYPE = "vnd.backstage.plugin";

  private static final Pattern PLUGIN_ID = Pattern.compile("[a-z0-9_-]{1,63}");
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final int MAX_VIA = 8;

  private final OwnKeys keys;
  private final UserTokens users;
  private final Clock clock;

  PluginTokens(OwnKeys keys, UserTokens users, Clock clock) {
    this.keys = keys;
    this.users = users;
    this.clock = clock;
  }

  /** Makes a token, as {@code IdentityService.pluginToken}. */
  String issue(String from, String to, PortalPrincipal onBehalfOf) {
    requireId(from);
    requireId(to);
    Instant now = clock.instant();
    Instant end = now.plus(LIFETIME);
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", from);
    claims.put("aud", to);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", end.getEpochSecond());
    switch (onBehalfOf.type()) {
      case PLUGIN, SYSTEM -> {}
      case USER -> {
        String proof = proof(onBehalfOf);
        Instant userEnd = users.endOf(proof);
        claims.put("exp", (userEnd.isBefore(end) ? userEnd : end).getEpochSecond());
        claims.put("obo", proof);
        List<AccessRestriction> granted = known(onBehalfOf).granted();
        if (!granted.isEmpty()) {
          claims.put("restrictions", RestrictionClaim.of(granted));
        }
        putVia(claims, onBehalfOf);
      }
      case SERVICE -> {
        claims.put("svc", service(onBehalfOf));
        putVia(claims, onBehalfOf);
      }
      default -> throw PortalException.notAllowed("A plugin cannot act for an anonymous caller");
    }
    ECKey key = keys.signingKey();
    return Signing.token(TYPE, key, claims);
  }

  private static void requireId(String pluginId) {
    if (!PLUGIN_ID.matcher(pluginId).matches()) {
      throw PortalException.input("'" + pluginId + "' is no plugin id");
    }
  }

  private static DefaultPrincipal known(PortalPrincipal principal) {
    if (principal instanceof DefaultPrincipal own) {
      return own;
    }
    // A principal is vouched for by this bundle; a class of somebody else's could say anything.
    throw PortalException.notAllowed("The principal does not come from the identity service");
  }

  private static String proof(PortalPrincipal user) {
    return known(user)
        .proof()
        .orElseThrow(
            () -> PortalException.notAllowed("The user's credentials cannot be passed on"));
  }

  private static Map<String, Object> service(PortalPrincipal service) {
    return Map.of(
        "sub", service.getName(), "restrictions", RestrictionClaim.of(known(service).granted()));
  }

  private static void putVia(Map<String, Object> claims, PortalPrincipal principal) {
    List<String> via = new ArrayList<>();
    Optional<PortalPrincipal> actor = principal.actor();
    while (actor.isPresent()) {
      via.add(actor.get().getName().substring("plugin:".length()));
      actor = actor.get().actor();
    }
    if (via.size() > MAX_VIA) {
      throw PortalException.notAllowed(
          "The request went through more than " + MAX_VIA + " plugins");
    }
    if (!via.isEmpty()) {
      claims.put("via", via);
    }
  }

  /** Returns who calls the plugin {@code called}. */
  DefaultPrincipal verify(SignedToken token, String called) {
    Claims claims = keys.claims(token, TYPE, clock.instant());
    claims.requireText("aud", called);
    DefaultPrincipal carrier = carrier(claims);
    Optional<String> obo = claims.optionalText("obo");
    if (obo.isPresent()) {
      DefaultPrincipal user = users.verifyLimited(obo.get());
      return (claims.has("restrictions")
              ? user.limitedTo(RestrictionClaim.read(claims.value("restrictions")))
              : user)
          .through(carrier);
    }
    if (claims.has("svc")) {
      return service(claims.value("svc")).through(carrier);
    }
    return carrier;
  }

  private static DefaultPrincipal carrier(Claims claims) {
    List<String> chain = new ArrayList<>(claims.texts("via"));
    chain.add(0, claims.text("sub"));
    DefaultPrincipal carrier = null;
    for (int i = chain.size() - 1; i >= 0; i--) {
      DefaultPrincipal plugin = DefaultPrincipal.plugin(chain.get(i));
      carrier = carrier == null ? plugin : plugin.through(carrier);
    }
    return carrier;
  }

  private static DefaultPrincipal service(Object claim) {
    if (!(claim instanceof Map<?, ?> service) || !(service.get("sub") instanceof String name)) {
      throw IllegalToken.because("svc is malformed");
    }
    return DefaultPrincipal.service(name, RestrictionClaim.read(service.get("restrictions")));
  }
}
