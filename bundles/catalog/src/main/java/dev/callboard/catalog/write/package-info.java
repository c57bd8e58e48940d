/** Changes of entities that callers of the API ask for. */
package dev.callboard.catalog.write;
