/** Notifications over REST, and as an action of templates. */
package dev.callboard.notifications.rest;
