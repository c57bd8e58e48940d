/**
 * Installs, verifies, updates and removes plugins while the server runs.
 *
 * <p>{@link dev.callboard.plugins.signature} and {@link dev.callboard.plugins.inspect} are plain
 * libraries that the command line uses too; the other packages are the manager itself.
 */
@CallboardPlugin(
    id = "plugins",
    name = "Plugins",
    description = "Installs, verifies, updates and removes plugins")
package dev.callboard.plugins;

import dev.callboard.platform.plugin.CallboardPlugin;
