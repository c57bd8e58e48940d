/**
 * What the plugin manager keeps on disk: jars by digest, the set of installed plugins, refusals.
 */
package dev.callboard.plugins.store;
