package dev.callboard.identity.access;

import dev.callboard.platform.identity.AccessRestriction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A token that a user has made, without its secret.
 *
 * @param id names it, and is its first part
 * @param user whose rights it has
 * @param name what the user calls it
 * @param scopes what it is limited to, never empty
 * @param inCatalog whether the catalog knew the user when it was made
 * @param created when it was made
 * @param expires when it ends
 * @param used when it was last used, to the minute
 */
public record AccessToken(
    String id,
    String user,
    String name,
    List<AccessRestriction> scopes,
    boolean inCatalog,
    Instant created,
    Instant expires,
    Optional<Instant> used) {
  /** Copies the scopes. */
  public AccessToken {
    scopes = List.copyOf(scopes);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("user", user);
    json.put("name", name);
    json.put("scopes", Scopes.json(scopes));
    json.put("createdAt", created.toString());
    json.put("expiresAt", expires.toString());
    used.ifPresent(when -> json.put("lastUsedAt", when.toString()));
    return json;
  }
}
