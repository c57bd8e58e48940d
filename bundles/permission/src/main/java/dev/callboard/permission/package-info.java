/**
 * Decides who may do what.
 *
 * <p>The order is always the same: credentials narrow, then the actor of a delegated request is
 * asked, then the caller. Nothing of that can be turned off by a policy, and the bootstrap
 * administrator is never asked, so that a broken policy cannot lock everybody out.
 */
@CallboardPlugin(id = "permission", name = "Permissions", description = "Decides who may do what")
package dev.callboard.permission;

import dev.callboard.platform.plugin.CallboardPlugin;
