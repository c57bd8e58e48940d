/** Supply chain security over REST. */
package dev.callboard.supply.chain.rest;
