package dev.callboard.catalog.ingest;

import dev.callboard.catalog.location.LocationRefs;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.store.SourceRow;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records when the files of a root can no longer be read, and when they can again; not each try in
 * between. What was stored of them tells, so a restart is no change. Thread-safe; blocks.
 */
final class FetchErrors {
  private static final Logger LOG = LoggerFactory.getLogger(FetchErrors.class);

  private final AuditService audit;
  private final PortalPrincipal actor;

  FetchErrors(AuditService audit, PortalPrincipal actor) {
    this.audit = audit;
    this.actor = actor;
  }

  /** Compares what was stored of a root before it was read, and after. */
  void compare(Root root, Collection<SourceRow> before, Collection<SourceRow> after) {
    List<SourceRow> now = unreadable(root, after);
    if (unreadable(root, before).isEmpty() == now.isEmpty()) {
      return;
    }
    AuditEvent.Builder event =
        AuditEvent.event("location-fetch-error", actor)
            .subAction(now.isEmpty() ? "recover" : "fail")
            .target("location", root.ref())
            .meta("root", root.key());
    try {
      if (now.isEmpty()) {
        audit.record(event.build());
        return;
      }
      event.meta("files", now.size());
      Failure.parse(now.get(0).errors()).stream()
          .findFirst()
          .ifPresent(failure -> event.meta("reason", failure.message()));
      audit.record(event.failed());
    } catch (PortalException e) {
      LOG.warn("That {} could not be read is not audited: {}", root.ref(), e.getMessage());
    }
  }

  private static List<SourceRow> unreadable(Root root, Collection<SourceRow> rows) {
    String own = LocationRefs.entityRef(root.type(), root.target());
    return rows.stream()
        .filter(row -> row.state().equals("unreadable") && row.parentRef().equals(own))
        .toList();
  }
}
