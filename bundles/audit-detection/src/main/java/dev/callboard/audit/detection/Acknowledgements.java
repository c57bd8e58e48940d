package dev.callboard.audit.detection;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;

/** Keeps who has dealt with which incident, and records it. Thread-safe; blocks. */
final class Acknowledgements {
  private final PluginDatabase database;
  private final AuditService audit;
  private final Clock clock;

  Acknowledgements(PluginDatabase database, AuditService audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Acknowledges an alert. One that is acknowledged already stays as it is and is not recorded
   * again; a later hit opens it.
   *
   * @param seenSeq the last record of it that the caller has seen
   * @return the alert as it is now
   * @throws PortalException with code {@code NOT_FOUND} when there is no such alert, and {@code
   *     CONFLICT} when it went on after what the caller has seen
   */
  Alert acknowledge(String id, String reason, long seenSeq, PortalPrincipal caller)
      throws SQLException {
    return database.write(
        connection -> {
          Alert alert = find(connection, id);
          if (alert.lastSeq() > seenSeq) {
            throw PortalException.conflict(
                "The alert went on to record " + alert.lastSeq() + "; look at that first");
          }
          if (alert.acknowledgement().isPresent()
              || !set(connection, id, reason, seenSeq, caller)) {
            return find(connection, id);
          }
          audit.record(connection, event(alert, reason, caller));
          return find(connection, id);
        });
  }

  private static Alert find(Connection connection, String id) throws SQLException {
    return AlertStore.find(connection, id)
        .orElseThrow(() -> PortalException.notFound("There is no alert '" + id + "'"));
  }

  /** Returns whether it was open still: another server may be at it, too. */
  private boolean set(
      Connection connection, String id, String reason, long seenSeq, PortalPrincipal caller)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE alert SET acknowledged_by = ?, acknowledged_at = ?, acknowledged_because = ?"
                + " WHERE id = ? AND acknowledged_at = '' AND last_seq <= ?")) {
      update.setString(1, caller.getName());
      update.setString(2, clock.instant().toString());
      update.setString(3, reason);
      update.setString(4, id);
      update.setLong(5, seenSeq);
      return update.executeUpdate() > 0;
    }
  }

  private static AuditEvent event(Alert alert, String reason, PortalPrincipal caller) {
    return AuditEvent.event("alert-acknowledge", caller)
        .severity(Severity.HIGH)
        .target("alert", alert.id())
        .meta("rule", alert.rule())
        .meta("about", alert.targetRef())
        .meta("lastSeq", alert.lastSeq())
        .meta("reason", reason)
        .build();
  }
}
