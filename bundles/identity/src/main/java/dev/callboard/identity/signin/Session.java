package dev.callboard.identity.signin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A sign-in that lasts: what the refresh cookie holds, sealed. The refresh token of the identity
 * provider is of no use to whoever steals the cookie's text from a log, and the session cannot move
 * to another person.
 *
 * @param id names it, to end it
 * @param env the environment
 * @param subject who it is at the identity provider
 * @param user whom the catalog has it for, empty when the provider signs nobody in
 * @param refreshToken what to ask the identity provider with
 * @param scope what was granted
 * @param begun the second in which it began
 * @param until the second after which it is void
 */
record Session(
    String id,
    String env,
    String subject,
    String user,
    String refreshToken,
    String scope,
    long begun,
    long until) {
  private static final String PURPOSE = "session:";

  Session withRefreshToken(String token) {
    return new Session(id, env, subject, user, token, scope, begun, until);
  }

  String seal(Vault vault, String provider) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("env", env);
    json.put("sub", subject);
    json.put("user", user);
    json.put("token", refreshToken);
    json.put("scope", scope);
    json.put("begun", begun);
    json.put("until", until);
    return vault.seal(PURPOSE + provider, Json.write(json));
  }

  static Optional<Session> open(Vault vault, String provider, String text) {
    return vault
        .open(PURPOSE + provider, text)
        .map(Json::read)
        .filter(json -> json.containsKey("user") && json.containsKey("begun"))
        .map(
            json ->
                new Session(
                    (String) json.get("id"),
                    (String) json.get("env"),
                    (String) json.get("sub"),
                    (String) json.get("user"),
                    (String) json.get("token"),
                    (String) json.get("scope"),
                    ((Number) json.get("begun")).longValue(),
                    ((Number) json.get("until")).longValue()));
  }
}
