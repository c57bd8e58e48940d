package dev.callboard.permission;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import java.sql.Connection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps audit events; refuses those in transactions when it is told to. */
final class RecordedAudit implements AuditService {
  final BlockingQueue<AuditEvent> events = new LinkedBlockingQueue<>();
  volatile boolean refusing;

  @Override
  public void record(Connection transaction, AuditEvent event) {
    if (refusing) {
      throw new IllegalStateException("refused");
    }
    events.add(event);
  }

  @Override
  public void record(AuditEvent event) {
    events.add(event);
  }
}
