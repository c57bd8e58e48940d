/** Sign-in by an authenticating proxy in front of the server. */
package dev.callboard.identity.forwarded;
