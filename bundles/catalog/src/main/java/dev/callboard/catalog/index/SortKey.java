package dev.callboard.catalog.index;

/**
 * One of several keys to sort by.
 *
 * @param key in lower case
 * @param descending whether large values come first
 */
public record SortKey(String key, boolean descending) {}
