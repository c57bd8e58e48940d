package dev.callboard.scaffolder.fakes;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps audit events. */
public final class RecordedAudit implements AuditService {
  private final List<AuditEvent> events =
      java.util.Collections.synchronizedList(new java.util.ArrayList<>());

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
    return new CopyOnWriteArrayList<>(events);
  }

  /** Returns the events so far, such as {@code entity-mutate create component:default/a}. */
  public List<String> lines() {
    return new CopyOnWriteArrayList<>(events)
        .stream()
            .map(event -> event.eventId() + " " + event.subAction() + " " + event.targetRef())
            .toList();
  }

  /** Forgets the events. */
  public void clear() {
    events.clear();
  }
}
