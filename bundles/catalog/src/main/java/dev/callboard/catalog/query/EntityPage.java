package dev.callboard.catalog.query;

import dev.callboard.catalog.index.EntityHandle;
import java.util.List;
import java.util.Optional;

/**
 * A page of entities.
 *
 * @param items the entities
 * @param totalItems how many the query has over all pages, 0 when that was not wanted
 * @param nextCursor where the next page starts, if there is one
 * @param prevCursor where the page before ends, if there is one
 */
public record EntityPage(
    List<EntityHandle> items,
    long totalItems,
    Optional<String> nextCursor,
    Optional<String> prevCursor) {
  /** Copies the list. */
  public EntityPage {
    items = List.copyOf(items);
  }
}
