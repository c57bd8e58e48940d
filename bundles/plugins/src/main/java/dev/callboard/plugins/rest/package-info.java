/** The REST interface of the plugin manager, at {@code /api/plugins}. */
package dev.callboard.plugins.rest;
