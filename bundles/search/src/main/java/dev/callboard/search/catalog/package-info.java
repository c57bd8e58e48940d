/** Entities as documents. */
package dev.callboard.search.catalog;
