/** The REST resource that explains entities. */
package dev.callboard.catalog.rest.explain;
