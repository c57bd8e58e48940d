/** Notifications in the database. */
package dev.callboard.notifications.store;
