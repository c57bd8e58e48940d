package dev.callboard.identity;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps the events of the audit log in memory. */
public final class AuditList implements AuditService {
  private final List<AuditEvent> events = Collections.synchronizedList(new ArrayList<>());

  /** Returns {@code <event> <status> <actor>} of each event so far. */
  public List<String> told() {
    synchronized (events) {
      return events.stream()
          .map(event -> event.eventId() + " " + event.status() + " " + event.actor().getName())
          .toList();
    }
  }

  /** Returns the last event. */
  public AuditEvent last() {
    return events.get(events.size() - 1);
  }

  @Override
  public void record(Connection transaction, AuditEvent event) {
    events.add(event);
  }

  @Override
  public void record(AuditEvent event) {
    events.add(event);
  }
}
