/** Has pages found. */
package dev.callboard.docs.search;
