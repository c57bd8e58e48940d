/** Reads files from the hosts that the configuration allows, and from no other. */
package dev.callboard.integrations;
