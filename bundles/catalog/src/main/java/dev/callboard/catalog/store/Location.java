package dev.callboard.catalog.store;

/**
 * A location that somebody registered.
 *
 * @param id a UUID
 * @param type such as {@code url}
 * @param target such as a URL
 * @param entityRef the reference of the Location entity made for it
 */
public record Location(String id, String type, String target, String entityRef) {}
