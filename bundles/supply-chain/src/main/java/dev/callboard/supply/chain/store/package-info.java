/** The tables. */
package dev.callboard.supply.chain.store;
