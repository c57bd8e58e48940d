/** What the catalog keeps in the database, written in batches. */
package dev.callboard.catalog.store;
