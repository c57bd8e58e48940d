/** The index: one per type of document, kept on disk, written by one thread at a time. */
package dev.callboard.search.index;
