package dev.callboard.catalog.process;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.model.Problem;
import dev.callboard.catalog.model.RelationEdge;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of a document.
 *
 * @param ref its canonical reference, empty when it is no entity
 * @param entity as it is stored; as far as processing came when there are problems
 * @param json the same as UTF-8 JSON, empty when there are problems; not copied
 * @param relations both directions
 * @param problems why it is refused, empty when it is not
 * @param entities what its processors found in addition
 * @param locations what its processors want to be read
 * @param refreshKeys keys by which it can be asked to be read again
 * @param warnings what its processors would have people look at, though it may be served
 */
public record ProcessedEntity(
    Optional<String> ref,
    Map<String, Object> entity,
    byte[] json,
    List<RelationEdge> relations,
    List<Problem> problems,
    List<Entity> entities,
    List<EmittedLocation> locations,
    Set<String> refreshKeys,
    List<String> warnings) {
  /**
   * A location that is to be read.
   *
   * @param type such as {@code url}
   * @param target the target
   */
  public record EmittedLocation(String type, String target) {}

  /** Returns whether the entity may be served. */
  public boolean isValid() {
    return problems.isEmpty();
  }

  static ProcessedEntity refused(
      Optional<String> ref, Map<String, Object> entity, List<Problem> problems, Set<String> keys) {
    return new ProcessedEntity(
        ref, entity, new byte[0], List.of(), problems, List.of(), List.of(), keys, List.of());
  }
}
