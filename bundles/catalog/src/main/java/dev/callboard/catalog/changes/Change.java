package dev.callboard.catalog.changes;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One change of what is served.
 *
 * @param seq its number; numbers have no gaps and follow the order of commits
 * @param at when; never before the time of a smaller number
 * @param type what happened
 * @param ref the canonical reference
 * @param uid the unique id of the entity
 * @param etagBefore of the form before, null for {@code CREATE}
 * @param etagAfter of the form after, null for {@code DELETE}
 * @param entity the form after as UTF-8 JSON, null for {@code DELETE}; not copied
 * @param actor who did it, such as {@code user:default/alice}
 * @param cause what it came from: any of {@code location}, {@code commit}, {@code root}, {@code
 *     request}; {@code derived} when only relations or the status changed, by way of other entities
 */
public record Change(
    long seq,
    Instant at,
    ChangeType type,
    String ref,
    UUID uid,
    String etagBefore,
    String etagAfter,
    byte[] entity,
    String actor,
    Map<String, Object> cause) {
  /** Checks the arguments. */
  public Change {
    requireNonNull(at, "at is null");
    requireNonNull(type, "type is null");
    requireNonNull(ref, "ref is null");
    requireNonNull(uid, "uid is null");
    requireNonNull(actor, "actor is null");
    cause = Map.copyOf(cause);
  }
}
