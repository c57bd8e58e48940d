/** Tells owners what concerns them. */
package dev.callboard.supply.chain.alert;
