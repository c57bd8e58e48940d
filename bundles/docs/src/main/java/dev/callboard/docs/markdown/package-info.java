/** Reads the Markdown dialect that documentation sites are written in. */
package dev.callboard.docs.markdown;
