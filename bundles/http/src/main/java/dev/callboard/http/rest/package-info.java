/** What the gateway adds to the Jersey application of a plugin. */
package dev.callboard.http.rest;
