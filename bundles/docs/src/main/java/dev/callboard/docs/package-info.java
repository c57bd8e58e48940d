/** Turns documentation kept beside the code into pages, and serves them. */
package dev.callboard.docs;
