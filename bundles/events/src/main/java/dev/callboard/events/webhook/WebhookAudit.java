package dev.callboard.events.webhook;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.identity.IdentityService;
import java.time.Clock;

/**
 * Audits who was let in and who was not. Of what one address is refused at one topic the first is
 * recorded in each minute, so that nobody can flood the log.
 */
final class WebhookAudit {
  private static final int REFUSALS = 100;

  private final AuditService audit;
  private final IdentityService identity;
  private final MinuteCounts refused;
  private final MinuteCounts all;

  WebhookAudit(AuditService audit, IdentityService identity, Clock clock) {
    this.audit = audit;
    this.identity = identity;
    refused = new MinuteCounts(clock);
    all = new MinuteCounts(clock);
  }

  void received(String topic, String delivery, String address) {
    AuditEvent.Builder event =
        AuditEvent.event("webhook-receive", identity.system("webhook:" + topic))
            .severity(Severity.LOW)
            .target("topic", topic)
            .meta("address", address);
    audit.record(delivery.isEmpty() ? event.build() : event.meta("delivery", delivery).build());
  }

  void refused(String topic, String why, String address) {
    if (refused.add(topic + " " + address) > 1 || all.add("") > REFUSALS) {
      return;
    }
    audit.record(
        AuditEvent.event("webhook-receive", identity.anonymous())
            .target("topic", topic)
            .meta("address", address)
            .meta("reason", why)
            .failed());
  }
}
