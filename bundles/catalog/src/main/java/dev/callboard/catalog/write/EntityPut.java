package dev.callboard.catalog.write;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import java.util.Map;

/**
 * An entity to create or replace.
 *
 * @param ref what it is to be
 * @param entity as in a descriptor file
 * @param precondition which version of it has to be there, besides what holds for all
 */
public record EntityPut(EntityRef ref, Map<String, Object> entity, Precondition precondition) {
  /** Checks the arguments. */
  public EntityPut {
    requireNonNull(ref, "ref is null");
    requireNonNull(entity, "entity is null");
    requireNonNull(precondition, "precondition is null");
  }

  /** Makes one of any version. */
  public EntityPut(EntityRef ref, Map<String, Object> entity) {
    this(ref, entity, Precondition.NONE);
  }
}
