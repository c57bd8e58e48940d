package dev.callboard.catalog.api;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Some changes of the catalog.
 *
 * @param changes in the order of the commits
 * @param position where to go on
 * @param more whether there are further ones already
 */
public record EntityChanges(List<EntityChange> changes, String position, boolean more) {
  /** Copies the list. */
  public EntityChanges {
    changes = List.copyOf(changes);
    requireNonNull(position, "position is null");
  }
}
