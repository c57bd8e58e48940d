/** What webhooks of source hosts mean. */
package dev.callboard.source.webhooks;
