package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes audit events. A change of what is installed needs its event written first ({@link
 * #require}). What merely happened, as a plugin that failed, is kept until it can be written
 * ({@link #tell}). Thread-safe.
 */
final class Auditor {
  private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);
  private static final int MAX_WAITING = 10_000;

  private final Supplier<Optional<AuditService>> service;
  private final Queue<AuditEvent> waiting = new ArrayDeque<>();
  private boolean writing;

  Auditor(Supplier<Optional<AuditService>> service) {
    this.service = service;
  }

  /**
   * Writes an event.
   *
   * @throws PortalException with code {@code SERVICE_UNAVAILABLE} when it cannot be written: do not
   *     make the change then
   */
  void require(AuditEvent event) {
    service
        .get()
        .orElseThrow(() -> PortalException.unavailable("the audit log is not available yet"))
        .record(event);
  }

  /** Writes an event now or as soon as possible. Does not block for the database. */
  void tell(AuditEvent event) {
    synchronized (waiting) {
      if (waiting.size() == MAX_WAITING) {
        waiting.remove();
        LOG.error("More than {} audit events of plugins wait; the oldest is lost", MAX_WAITING);
      }
      waiting.add(event);
    }
  }

  /** Writes what waits. Called from time to time, by one thread. */
  void flush() {
    Optional<AuditService> target = service.get();
    while (target.isPresent()) {
      AuditEvent event;
      synchronized (waiting) {
        event = waiting.peek();
      }
      if (event == null || !write(target.get(), event)) {
        return;
      }
      synchronized (waiting) {
        waiting.remove(event);
      }
    }
  }

  private boolean write(AuditService target, AuditEvent event) {
    try {
      target.record(event);
      if (!writing) {
        LOG.info("Audit events of plugins are written");
      }
      writing = true;
      return true;
    } catch (RuntimeException e) {
      if (writing) {
        LOG.warn("Audit events of plugins wait: {}", e.getMessage());
      }
      writing = false;
      return false;
    }
  }
}
