/** The little that the catalog shows of how entities stand. */
package dev.callboard.supply.chain.summary;
