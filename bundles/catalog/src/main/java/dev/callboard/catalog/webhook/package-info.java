/** Tells other hosts of changes. */
package dev.callboard.catalog.webhook;
