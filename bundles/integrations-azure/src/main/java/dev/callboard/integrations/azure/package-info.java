/** Azure DevOps, in the cloud and of one's own. */
@CallboardPlugin(
    id = "integrations-azure",
    name = "Azure DevOps",
    description = "Reads files from Azure DevOps, in the cloud and of one's own")
package dev.callboard.integrations.azure;

import dev.callboard.platform.plugin.CallboardPlugin;
