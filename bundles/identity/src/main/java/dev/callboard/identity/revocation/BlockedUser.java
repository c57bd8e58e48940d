package dev.callboard.identity.revocation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A user who may not come in.
 *
 * @param user the reference
 * @param since since when
 * @param by who said so
 * @param reason why, may be empty
 */
record BlockedUser(String user, Instant since, String by, String reason) {
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("user", user);
    json.put("since", since.toString());
    json.put("by", by);
    json.put("reason", reason);
    return json;
  }
}
