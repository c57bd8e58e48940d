/** A plugin that keeps incidents and shows the open ones in the catalog. */
@CallboardPlugin(
    id = "incidents",
    name = "Incidents",
    description = "Keeps incidents and shows the open ones in the catalog.")
package dev.callboard.sample.incidents;

import dev.callboard.platform.plugin.CallboardPlugin;
