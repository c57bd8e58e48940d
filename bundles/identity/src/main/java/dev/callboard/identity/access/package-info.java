/** Access tokens that users make for their programs: scopes, expiry, last use, revocation. */
package dev.callboard.identity.access;
