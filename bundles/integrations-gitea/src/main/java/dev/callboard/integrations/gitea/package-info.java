/** Gitea and Forgejo. */
@CallboardPlugin(
    id = "integrations-gitea",
    name = "Gitea",
    description = "Reads files from Gitea and Forgejo")
package dev.callboard.integrations.gitea;

import dev.callboard.platform.plugin.CallboardPlugin;
