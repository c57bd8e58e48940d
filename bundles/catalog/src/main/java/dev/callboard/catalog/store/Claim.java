package dev.callboard.catalog.store;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.model.RelationEdge;
import java.util.List;
import java.util.Map;

/**
 * A document that claims a reference.
 *
 * @param ref the canonical reference
 * @param locationKey who claims it: the file, such as {@code url:https://…}
 * @param line where the document starts in the file
 * @param entity the processed entity, null when it is refused
 * @param json the same as UTF-8 JSON, null when it is refused
 * @param relations both directions
 * @param errors why it is refused, as JSON text, null when it is not
 * @param source the document as it was read, as JSON text; null when it can be read again
 * @param hash changes whenever one of the others does
 */
public record Claim(
    String ref,
    String locationKey,
    int line,
    Map<String, Object> entity,
    byte[] json,
    List<RelationEdge> relations,
    String errors,
    String source,
    String hash) {
  /** Checks the arguments. */
  public Claim {
    requireNonNull(ref, "ref is null");
    requireNonNull(locationKey, "locationKey is null");
    requireNonNull(hash, "hash is null");
    relations = List.copyOf(relations);
  }
}
