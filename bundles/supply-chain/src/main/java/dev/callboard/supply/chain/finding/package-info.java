/** One finding for each vulnerability of an entity, and what became of it. */
package dev.callboard.supply.chain.finding;
