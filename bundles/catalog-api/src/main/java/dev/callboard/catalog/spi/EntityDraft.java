package dev.callboard.catalog.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entity that could be added to a repository, and what a person should look at in it. Immutable,
 * except for what the map of the entity holds, which must not be changed.
 *
 * @param entity JSON values, possibly not all that an entity needs
 * @param fields what to show of it
 */
public record EntityDraft(Map<String, Object> entity, List<Field> fields) {
  /** Checks the arguments and copies the list. */
  public EntityDraft {
    requireNonNull(entity, "entity is null");
    fields = List.copyOf(fields);
  }

  /**
   * A field of the draft.
   *
   * @param field its path, such as {@code spec.owner}
   * @param value what is suggested, or empty
   * @param state how sure that is
   * @param description where the suggestion comes from, for people
   */
  public record Field(String field, Optional<String> value, State state, String description) {
    /** Checks the arguments. */
    public Field {
      requireNonNull(field, "field is null");
      requireNonNull(value, "value is null");
      requireNonNull(state, "state is null");
      requireNonNull(description, "description is null");
    }
  }

  /** How sure an analyzer is of a field. */
  public enum State {
    /** It has a value that should do. */
    SUGGESTED_VALUE,
    /** The field is best left empty. */
    SUGGESTED_NO_VALUE,
    /** Only a person can tell. */
    NEEDS_USER_INPUT
  }
}
