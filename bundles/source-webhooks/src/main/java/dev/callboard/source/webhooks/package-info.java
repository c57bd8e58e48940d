/** What webhooks of source hosts mean. */
@CallboardPlugin(
    id = "source-webhooks",
    name = "Source webhooks",
    description = "Understands the webhooks of GitHub, GitLab, Bitbucket and Gitea")
package dev.callboard.source.webhooks;

import dev.callboard.platform.plugin.CallboardPlugin;
