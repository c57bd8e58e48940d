package dev.callboard.catalog.store;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.identity.PortalPrincipal;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes the events of what ingestion does, in its transaction. */
final class AuditTrail {
  private final AuditService audit;
  private final PortalPrincipal actor;

  AuditTrail(AuditService audit, PortalPrincipal actor) {
    this.audit = audit;
    this.actor = actor;
  }

  void mutated(
      Connection connection,
      String action,
      String ref,
      String location,
      String before,
      String after)
      throws SQLException {
    AuditEvent.Builder event =
        AuditEvent.event("entity-mutate", actor)
            .subAction(action)
            .target("entity", ref)
            .digests(digest(before), digest(after));
    if (location != null) {
      event.cause("location", location);
    }
    audit.record(connection, event.build());
  }

  private static String digest(String hash) {
    return hash == null || hash.isEmpty() ? null : "sha256:" + hash;
  }

  void conflict(Connection connection, String ref, String loser, String winner)
      throws SQLException {
    audit.record(
        connection,
        AuditEvent.event("entity-conflict", actor)
            .subAction("conflict")
            .severity(Severity.HIGH)
            .target("entity", ref)
            .cause("location", loser)
            .meta("owner", winner)
            .failed());
  }
}
