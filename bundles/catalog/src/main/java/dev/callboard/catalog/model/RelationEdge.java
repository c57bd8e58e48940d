package dev.callboard.catalog.model;

/**
 * One direction of a relation.
 *
 * @param source the canonical reference of the entity that shows it
 * @param type such as {@code ownedBy}
 * @param target the canonical reference of the other entity
 */
public record RelationEdge(String source, String type, String target) {
  /** Part of the hash of what a file claims: it must stay as it is. */
  @Override
  public String toString() {
    return "RelationEdge[source=" + source + ", type=" + type + ", target=" + target + "]";
  }
}
