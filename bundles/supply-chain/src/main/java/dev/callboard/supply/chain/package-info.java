/** What entities are made of, and what is wrong with it. */
package dev.callboard.supply.chain;
