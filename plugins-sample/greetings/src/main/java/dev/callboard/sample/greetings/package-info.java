/** Brings an action and a filter for software templates. */
@CallboardPlugin(
    id = "greetings",
    name = "Greetings",
    description = "Writes greetings into the files of templates.")
package dev.callboard.sample.greetings;

import dev.callboard.platform.plugin.CallboardPlugin;
