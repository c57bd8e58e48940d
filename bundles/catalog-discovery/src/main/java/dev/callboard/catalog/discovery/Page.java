package dev.callboard.catalog.discovery;

import dev.callboard.catalog.api.Entity;
import java.util.List;
import java.util.Optional;

/**
 * Some of what a source has.
 *
 * @param entities with the annotations that providers have to give
 * @param next where to go on, or empty at the end
 */
public record Page(List<Entity> entities, Optional<String> next) {
  /** Copies the list. */
  public Page {
    entities = List.copyOf(entities);
  }
}
