/** A directory to sign in with. */
package dev.callboard.testing.ldap;
