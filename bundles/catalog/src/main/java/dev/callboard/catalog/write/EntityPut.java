package dev.callboard.catalog.write;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import java.util.Map;

/**
 * An entity to create or replace.
 *
 * @param ref what it is to be
 * @param entity as in a descriptor file
 */
public record EntityPut(EntityRef ref, Map<String, Object> entity) {
  /** Checks the arguments. */
  public EntityPut {
    requireNonNull(ref, "ref is null");
    requireNonNull(entity, "entity is null");
  }
}
