package dev.callboard.testing;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps audit events, also those whose transaction is rolled back. Thread-safe. */
public final class RecordedAudit implements AuditService {
  private final List<AuditEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void record(Connection transaction, AuditEvent event) {
    events.add(event);
  }

  @Override
  public void record(AuditEvent event) {
    events.add(event);
  }

  /** Returns the events so far. */
  public List<AuditEvent> events() {
    return List.copyOf(events);
  }
}
