/** What documents say, whatever their format. */
package dev.callboard.supply.chain.model;
