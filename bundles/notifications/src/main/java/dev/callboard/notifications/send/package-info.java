/** The way of a notification from its sender to users and processors. */
package dev.callboard.notifications.send;
