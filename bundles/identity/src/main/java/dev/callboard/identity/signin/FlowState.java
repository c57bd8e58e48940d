package dev.callboard.identity.signin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What goes through the identity provider and comes back: Backstage's members, sealed, so that
 * neither the person nor the identity provider can change where it ends.
 *
 * @param nonce the value that the cookie has to have
 * @param env the environment
 * @param origin where the page is that gets the answer
 * @param redirectUrl where to go in the end; empty for the popup
 * @param scope the scopes that were asked for
 * @param until the second after which it is void
 */
record FlowState(
    String nonce, String env, String origin, String redirectUrl, String scope, long until) {
  private static final String PURPOSE = "state:";

  /** Returns the same wish for another try. */
  FlowState fresh(String newNonce, long newUntil) {
    return new FlowState(newNonce, env, origin, redirectUrl, scope, newUntil);
  }

  boolean redirects() {
    return !redirectUrl.isEmpty();
  }

  String seal(Vault vault, String provider) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("nonce", nonce);
    json.put("env", env);
    json.put("origin", origin);
    json.put("redirectUrl", redirectUrl);
    json.put("flow", redirects() ? "redirect" : "popup");
    json.put("scope", scope);
    json.put("until", until);
    return vault.seal(PURPOSE + provider, Json.write(json));
  }

  static Optional<FlowState> open(Vault vault, String provider, String text) {
    return vault
        .open(PURPOSE + provider, text)
        .map(Json::read)
        .map(
            json ->
                new FlowState(
                    (String) json.get("nonce"),
                    (String) json.get("env"),
                    (String) json.get("origin"),
                    (String) json.get("redirectUrl"),
                    (String) json.get("scope"),
                    ((Number) json.get("until")).longValue()));
  }
}
