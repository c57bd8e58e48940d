package dev.callboard.catalog.history;

import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.store.EntityDifference;
import java.util.List;
import java.util.Optional;

/**
 * One change of an entity with what it changed.
 *
 * @param change the change
 * @param before the form before, empty for a new entity, and when it was purged or may not be read
 * @param after the form after, empty when the entity was deleted
 */
public record Version(Change change, Optional<Form> before, Optional<Form> after) {
  /** The longest patch, in characters. */
  private static final int PATCH = 4 << 20;

  /** Returns the JSON pointers of the values that changed, empty when that cannot be told. */
  public Optional<List<String>> changed() {
    return before.isEmpty() || after.isEmpty()
        ? Optional.empty()
        : Optional.of(ChangedPaths.between(before.get().entity(), after.get().entity()));
  }

  /**
   * Returns the way from the form before to the one after as JSON Patch (RFC 6902), empty when one
   * of them is not there or the patch would be too long.
   */
  public Optional<String> patch() {
    return before.isEmpty() || after.isEmpty()
        ? Optional.empty()
        : new EntityDifference(before.get().json(), after.get().json()).patch(PATCH);
  }
}
