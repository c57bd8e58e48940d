/** How the catalog talks to its database, whatever part of it does. */
package dev.callboard.catalog.sql;
