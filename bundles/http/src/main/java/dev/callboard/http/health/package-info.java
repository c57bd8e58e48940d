/** Whether the server is alive, ready, and well. */
@CallboardPlugin(
    id = "health",
    name = "Health",
    description = "What the parts of the server say of themselves.")
package dev.callboard.http.health;

import dev.callboard.platform.plugin.CallboardPlugin;
