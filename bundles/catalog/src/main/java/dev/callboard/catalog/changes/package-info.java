/** The change log: every change of what the catalog serves, in the order of commits. */
package dev.callboard.catalog.changes;
