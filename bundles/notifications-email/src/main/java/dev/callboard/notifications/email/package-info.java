/** Brings notifications into mailboxes. */
@CallboardPlugin(
    id = "notifications-email",
    name = "Notifications by mail",
    description = "Brings notifications into mailboxes, at once or as digests")
package dev.callboard.notifications.email;

import dev.callboard.platform.plugin.CallboardPlugin;
