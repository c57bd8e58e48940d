package dev.callboard.catalog.query;

/**
 * An order by a field.
 *
 * @param field the path, as it was asked for
 * @param descending whether large values come first
 */
public record Order(String field, boolean descending) {}
