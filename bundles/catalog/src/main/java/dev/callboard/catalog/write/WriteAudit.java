package dev.callboard.catalog.write;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.error.PortalException;

/** Notes writes that were refused; those that were not are noted by the store. */
final class WriteAudit {
  private final AuditService audit;

  WriteAudit(AuditService audit) {
    this.audit = audit;
  }

  /** Notes a refusal, unless nothing would have been stored anyway. */
  void refused(WriteOptions options, String action, String ref, PortalException why) {
    if (options.dryRun() || why.code().status() >= 500) {
      return;
    }
    AuditEvent.Builder event =
        AuditEvent.event("entity-mutate", options.cause().actor())
            .subAction(action)
            .target("entity", ref)
            .meta("error", why.code().errorName());
    Object request = options.cause().details().get("request");
    if (request instanceof String text) {
      event.cause("request", text);
    }
    audit.record(event.failed());
  }
}
