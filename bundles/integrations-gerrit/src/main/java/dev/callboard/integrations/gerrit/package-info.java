/** Gerrit, whose files Gitiles shows. */
@CallboardPlugin(
    id = "integrations-gerrit",
    name = "Gerrit",
    description = "Reads files from Gerrit through Gitiles")
package dev.callboard.integrations.gerrit;

import dev.callboard.platform.plugin.CallboardPlugin;
