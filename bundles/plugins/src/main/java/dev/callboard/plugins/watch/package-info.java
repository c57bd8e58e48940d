/** Watches the drop folder. Knows files, not plugins. */
package dev.callboard.plugins.watch;
