/** {@code callboard plugins}: manages the plugins of a running server, and their signatures. */
package dev.callboard.cli.plugins;
