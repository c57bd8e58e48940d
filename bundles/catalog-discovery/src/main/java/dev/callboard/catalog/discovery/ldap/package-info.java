/** People and groups of LDAP directories. */
package dev.callboard.catalog.discovery.ldap;
