/** Signed statements about entities: who built them, where and of what. */
package dev.callboard.supply.chain.attest;
