/** Keeps the index of each type up with its collator. */
package dev.callboard.search.follow;
