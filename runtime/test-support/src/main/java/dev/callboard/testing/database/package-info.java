/** The database of a plugin, for tests. */
package dev.callboard.testing.database;
