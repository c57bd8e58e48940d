/** Tokens and sessions of users that end before their time, and users who may not come in. */
package dev.callboard.identity.revocation;
