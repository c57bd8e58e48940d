/** The REST resources of locations and of what ingestion does. */
package dev.callboard.catalog.rest.locations;
