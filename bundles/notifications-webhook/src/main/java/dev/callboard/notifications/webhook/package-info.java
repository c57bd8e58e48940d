/** Tells chats and other systems of notifications. */
@CallboardPlugin(
    id = "notifications-webhook",
    name = "Notifications by webhook",
    description = "Tells chats and other systems of notifications by signed requests")
package dev.callboard.notifications.webhook;

import dev.callboard.platform.plugin.CallboardPlugin;
