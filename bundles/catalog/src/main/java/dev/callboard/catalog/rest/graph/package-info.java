/** The REST resources that walk over relations. */
package dev.callboard.catalog.rest.graph;
