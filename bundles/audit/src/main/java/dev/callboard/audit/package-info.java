/**
 * The audit log: {@link dev.callboard.audit.DefaultAuditService} writes records into the outboxes
 * of those who report, {@link dev.callboard.audit.Sequencer} moves them into the log and chains
 * them, and {@link dev.callboard.audit.AuditApplication} lets operators read and verify it.
 */
@CallboardPlugin(
    id = "audit",
    name = "Audit",
    description = "The log of who changed what, which shows when it was tampered with")
package dev.callboard.audit;

import dev.callboard.platform.plugin.CallboardPlugin;
