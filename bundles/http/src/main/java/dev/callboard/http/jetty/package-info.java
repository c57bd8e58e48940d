/** Jetty behind the HTTP service of Felix: the port, its limits, what fails before any servlet. */
package dev.callboard.http.jetty;
