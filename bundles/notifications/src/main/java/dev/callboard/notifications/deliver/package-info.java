/** The way of notifications into channels: stored with them, and given until it worked. */
package dev.callboard.notifications.deliver;
