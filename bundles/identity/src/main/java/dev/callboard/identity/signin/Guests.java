package dev.callboard.identity.signin;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sign-in without a password, only when it is configured. */
final class Guests {
  private static final String ID = "guest";

  private final UserIdentities identities;
  private final AuditService audit;

  Guests(UserIdentities identities, AuditService audit) {
    this.identities = identities;
    this.audit = audit;
  }

  boolean serves(String provider) {
    return provider.equals(ID) && identities.hasGuests();
  }

  Map<String, Object> signIn() {
    String user = identities.guest().orElseThrow(() -> Selection.Finder.unknown(ID));
    identities.requireWelcome(user);
    audit.record(
        AuditEvent.event("sign-in", identities.actor(Optional.of(user)))
            .subAction(ID)
            .severity(Severity.LOW)
            .target("provider", ID)
            .build());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("profile", Map.of());
    answer.put("backstageIdentity", identities.issue(user));
    return answer;
  }
}
