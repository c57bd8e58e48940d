/** Walks over the relations of entities, in memory. */
package dev.callboard.catalog.graph;
