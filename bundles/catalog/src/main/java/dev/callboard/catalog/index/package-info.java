/** The in-memory read index: immutable segments behind one volatile snapshot. */
package dev.callboard.catalog.index;
