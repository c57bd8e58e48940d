/** What is kept in the database. */
package dev.callboard.ownership.store;
