/** Where entities are read from. Needs no OSGi. */
package dev.callboard.catalog.location;
