package dev.callboard.catalog.api;

import static java.util.Objects.requireNonNull;

/**
 * A relation as it appears on an entity.
 *
 * @param type such as {@code ownedBy}
 * @param targetRef the canonical reference of the other entity
 */
public record Relation(String type, String targetRef) implements Comparable<Relation> {
  /** Checks the arguments. */
  public Relation {
    requireNonNull(type, "type is null");
    requireNonNull(targetRef, "targetRef is null");
  }

  @Override
  public int compareTo(Relation other) {
    int byType = type.compareTo(other.type);
    return byType != 0 ? byType : targetRef.compareTo(other.targetRef);
  }
}
