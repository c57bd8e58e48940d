package dev.callboard.catalog.model;

/**
 * One direction of a relation.
 *
 * @param source the canonical reference of the entity that shows it
 * @param type such as {@code ownedBy}
 * @param target the canonical reference of the other entity
 */
public record RelationEdge(String source, String type, String target) {}
