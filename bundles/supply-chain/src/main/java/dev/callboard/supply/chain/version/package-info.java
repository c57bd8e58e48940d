/** The orders of versions, by the rules that each ecosystem has published. */
package dev.callboard.supply.chain.version;
