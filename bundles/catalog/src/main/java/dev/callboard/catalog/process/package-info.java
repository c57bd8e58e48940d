/** From a document to an entity. Needs no OSGi. */
package dev.callboard.catalog.process;
