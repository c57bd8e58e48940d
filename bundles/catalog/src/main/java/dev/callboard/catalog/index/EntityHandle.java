package dev.callboard.catalog.index;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An entity of a snapshot. Stays readable for as long as it is held, also when the entity has
 * changed or gone meanwhile.
 *
 * @param segment where it is
 * @param doc which document of it
 */
public record EntityHandle(Segment segment, int doc) {
  /** Returns an entity that is in no snapshot, to judge conditions on it. */
  public static EntityHandle of(IndexedEntity entity) {
    return new EntityHandle(SegmentBuilder.build(List.of(entity)), 0);
  }

  /** Returns the entity as UTF-8 JSON. Never change the array. */
  public byte[] json() {
    return segment.json(doc);
  }

  /** Returns the canonical reference. */
  public String ref() {
    return segment.ref(doc);
  }

  /** Returns the unique id. */
  public UUID uid() {
    return segment.uid(doc);
  }

  /** Returns the canonical references of the entities that list this one. */
  public List<String> parents() {
    return segment.parents(doc);
  }

  /**
   * Returns the value by which the entity is ordered: the smallest one that the key has, in lower
   * case, or empty.
   */
  public Optional<String> sortValue(String key) {
    Column column = segment.column(key);
    if (column == null || !column.order().has(doc)) {
      return Optional.empty();
    }
    return Optional.of(column.lowers().text(column.order().value(doc)));
  }
}
