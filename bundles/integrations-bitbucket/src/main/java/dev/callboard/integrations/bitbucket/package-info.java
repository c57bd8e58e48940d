/** Bitbucket, in the cloud and of one's own. */
@CallboardPlugin(
    id = "integrations-bitbucket",
    name = "Bitbucket",
    description = "Reads files from Bitbucket, in the cloud and of one's own")
package dev.callboard.integrations.bitbucket;

import dev.callboard.platform.plugin.CallboardPlugin;
