/** Who is who in the catalog. */
package dev.callboard.ownership.people;
