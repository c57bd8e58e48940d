/** What is asked of the index, and what it answers. */
package dev.callboard.search.query;
