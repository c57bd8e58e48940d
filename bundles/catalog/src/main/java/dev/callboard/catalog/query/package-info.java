/** The query language of the catalog: filters, predicates, orders, cursors, projection. */
package dev.callboard.catalog.query;
