/** History of entities over REST. */
package dev.callboard.catalog.rest.history;
