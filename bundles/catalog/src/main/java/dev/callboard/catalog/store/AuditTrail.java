package dev.callboard.catalog.store;

import dev.callboard.catalog.changes.Cause;
import dev.callboard.catalog.changes.ChangeSet;
import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the events of what happens to entities, in the transaction of the change. Each change of
 * the log has one, but for those that are a mere consequence of others: what they tell stands in
 * the events of the others.
 */
final class AuditTrail {
  /** What an event knows as a cause; everything else are further facts. */
  private static final Set<String> CAUSES = Set.of("location", "commit", "request", "task");

  private final AuditService audit;
  private final Cause cause;
  private final int patchSize;

  /**
   * Creates a trail.
   *
   * @param patchSize the longest patch that an event takes, in characters
   */
  AuditTrail(AuditService audit, Cause cause, int patchSize) {
    this.audit = audit;
    this.cause = cause;
    this.patchSize = patchSize;
  }

  void mutations(Connection connection, List<ChangeSet.Entry> entries) throws SQLException {
    List<AuditEvent> events = new ArrayList<>();
    for (ChangeSet.Entry entry : entries) {
      if (!entry.derived()) {
        events.add(event(entry));
      }
    }
    audit.record(connection, events);
  }

  /** Notes what became of a deletion that was too large to be done at once. */
  void massDeletion(Connection connection, String what, PendingDeletion pending)
      throws SQLException {
    audit.record(
        connection,
        AuditEvent.event("provider-mass-delete-" + what, cause.actor())
            .subAction(what)
            .severity(Severity.HIGH)
            .target("location", pending.rootKey())
            .meta("id", pending.id())
            .meta("entities", pending.entities())
            .meta("owned", pending.owned())
            .build());
  }

  private AuditEvent event(ChangeSet.Entry entry) {
    Map<String, Object> details = new LinkedHashMap<>(cause.details());
    details.putAll(entry.details());
    boolean orphan = details.remove("orphan") != null;
    AuditEvent.Builder event =
        AuditEvent.event("entity-mutate", cause.actor())
            .subAction(orphan ? "orphan" : entry.type().word())
            .target("entity", entry.ref())
            .digests(
                entry.digestBefore(),
                entry.entity() == null ? null : ChangeSet.digest(entry.entity()));
    details.forEach(
        (key, value) -> {
          if (CAUSES.contains(key)) {
            event.cause(key, String.valueOf(value));
          } else {
            event.meta(key, value);
          }
        });
    event.meta("uid", entry.uid());
    if (entry.type() == ChangeType.UPDATE && entry.before() != null) {
      describe(event, new EntityDifference(entry.before(), entry.entity()), orphan);
    }
    return event.build();
  }

  private void describe(AuditEvent.Builder event, EntityDifference difference, boolean orphan) {
    difference
        .patch(patchSize)
        .ifPresentOrElse(event::patch, () -> event.meta("patch", "left out, it is too long"));
    String before = difference.ownerBefore();
    String after = difference.ownerAfter();
    if (!orphan && !before.equals(after)) {
      event
          .subAction("owner-change")
          .severity(Severity.HIGH)
          .meta("ownerBefore", before)
          .meta("ownerAfter", after);
    }
  }

  void conflict(Connection connection, String ref, String loser, String winner)
      throws SQLException {
    audit.record(
        connection,
        AuditEvent.event("entity-conflict", cause.actor())
            .subAction("conflict")
            .severity(Severity.HIGH)
            .target("entity", ref)
            .cause("location", loser)
            .meta("owner", winner)
            .failed());
  }
}
