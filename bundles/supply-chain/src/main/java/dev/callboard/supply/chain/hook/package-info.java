/** What other systems tell by webhooks, one thing at a time. */
package dev.callboard.supply.chain.hook;
