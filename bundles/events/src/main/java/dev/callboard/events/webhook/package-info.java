/** Webhooks of other systems. */
package dev.callboard.events.webhook;
