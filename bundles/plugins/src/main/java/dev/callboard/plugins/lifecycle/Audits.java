package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.plugins.signature.Verdict;
import dev.callboard.plugins.store.InstalledPlugin;
import dev.callboard.plugins.store.StoredJar;

/** Makes the audit events of changes. */
final class Audits {
  private Audits() {}

  /** Returns the event of a change of what is installed. */
  static AuditEvent.Builder change(
      String eventId, PortalPrincipal actor, InstalledPlugin plugin, String previousDigest) {
    return AuditEvent.event(eventId, actor)
        .target("plugin", plugin.id())
        .digests(
            previousDigest == null ? null : "sha256:" + previousDigest, "sha256:" + plugin.sha256())
        .meta("version", plugin.version())
        .meta("publisher", plugin.publisher())
        .cause("location", plugin.origin());
  }

  /** Returns the event of a jar that was turned away. */
  static AuditEvent refused(
      String name, StoredJar jar, Verdict verdict, PortalPrincipal actor, RefusedException e) {
    String eventId = "plugin-verify-fail";
    if (e.rule().equals("export-conflict")) {
      eventId = "plugin-export-conflict";
    }
    return AuditEvent.event(eventId, actor)
        .severity(Severity.HIGH)
        .target("plugin-jar", name)
        .digests(null, "sha256:" + jar.sha256())
        .meta("rule", e.rule())
        .meta("reason", e.getMessage())
        .meta("signature", verdict.status().text())
        .meta("signer", verdict.keyId().orElse("none"))
        .failed();
  }

  /** Returns the event of a file that was turned away before there was a jar to look into. */
  static AuditEvent unfit(String name, String reason, String rule, PortalPrincipal actor) {
    return AuditEvent.event("plugin-verify-fail", actor)
        .severity(Severity.HIGH)
        .target("plugin-jar", name)
        .meta("rule", rule)
        .meta("reason", reason)
        .failed();
  }
}
