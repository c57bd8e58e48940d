/** Streams of server-sent events. */
package dev.callboard.http.events;
