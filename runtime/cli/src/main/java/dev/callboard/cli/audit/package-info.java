/** The commands about the audit log. */
package dev.callboard.cli.audit;
