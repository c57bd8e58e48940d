/**
 * Hands events to subscribers.
 *
 * <p>Not on top of Event Admin: its asynchronous delivery has no bound on what waits for a slow
 * handler, its way out is to deny a slow handler all further events, and it takes flat properties
 * instead of JSON values. What is needed instead is small: a bounded queue per subscriber, and a
 * thread for a subscriber only while its queue has something.
 */
@CallboardPlugin(id = "events", name = "Events", description = "Hands events to subscribers")
package dev.callboard.events;

import dev.callboard.platform.plugin.CallboardPlugin;
