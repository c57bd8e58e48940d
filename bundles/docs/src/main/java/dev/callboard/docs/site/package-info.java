/** Builds sites of documentation from trees of files. */
package dev.callboard.docs.site;
