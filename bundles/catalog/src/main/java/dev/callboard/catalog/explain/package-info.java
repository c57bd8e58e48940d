/** Why an entity is, or is not, in the catalog. */
package dev.callboard.catalog.explain;
