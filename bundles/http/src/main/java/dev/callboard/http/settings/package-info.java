/** The typed view on the configuration of HTTP. */
package dev.callboard.http.settings;
