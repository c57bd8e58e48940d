/** Checks of entity files without a server. Needs no OSGi. */
package dev.callboard.catalog.validate;
