/**
 * Export of the audit log: {@link dev.callboard.audit.export.AuditSinks} makes a follower of each
 * sink of the configuration, which goes on where it was after a restart.
 */
@CallboardPlugin(
    id = "audit-export",
    name = "Audit export",
    description = "Carries audit records to files, syslog and CloudEvents receivers")
package dev.callboard.audit.export;

import dev.callboard.platform.plugin.CallboardPlugin;
