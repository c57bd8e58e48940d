package dev.callboard.audit;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import java.util.List;
import java.util.Optional;

/** Callers and events. */
final class Fakes {
  private Fakes() {}

  static AuditEvent event(String ref) {
    return AuditEvent.event("entity-mutate", user("user:default/alice"))
        .subAction("update")
        .target("entity", ref)
        .cause("request", "req-1")
        .build();
  }

  static PortalPrincipal user(String name) {
    return new Principal(PrincipalType.USER, name, Optional.empty());
  }

  record Principal(PrincipalType type, String getName, Optional<PortalPrincipal> actor)
      implements PortalPrincipal {
    @Override
    public List<String> ownershipRefs() {
      return List.of();
    }

    @Override
    public List<AccessRestriction> accessRestrictions() {
      return List.of();
    }
  }
}
