/**
 * The configuration: {@link dev.callboard.config.ConfigLoader} reads it by Backstage's rules,
 * {@link dev.callboard.config.ConfigWatcher} takes up changes, and {@link
 * dev.callboard.config.ConfigApplication} shows operators what holds and where it comes from.
 */
@CallboardPlugin(
    id = "config",
    name = "Configuration",
    description = "The layered configuration files of the server")
package dev.callboard.config;

import dev.callboard.platform.plugin.CallboardPlugin;
