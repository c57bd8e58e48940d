/** The REST resources of the change feed. */
package dev.callboard.catalog.rest.feed;
