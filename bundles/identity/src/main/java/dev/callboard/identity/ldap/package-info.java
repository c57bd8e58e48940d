/** Sign-in with a directory: RFC 4511 to 4515, by the LDAP provider of the JDK. */
package dev.callboard.identity.ldap;
