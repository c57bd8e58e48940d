/** The REST API of the search. */
package dev.callboard.search.rest;
