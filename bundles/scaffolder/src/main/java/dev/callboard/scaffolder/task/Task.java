package dev.callboard.scaffolder.task;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A task as it is stored, without its secrets.
 *
 * @param id its id
 * @param spec what it does, as in the REST API
 * @param status where it is
 * @param createdAt when it was created
 * @param createdBy the name of the principal who did
 * @param heartbeatAt when a worker was last seen on it, or empty
 * @param lastEvent the id of its last event, 0 for none
 * @param waiting what it waits, or has just waited, for: {@code stepId}, {@code kind}, {@code
 *     since}, {@code until} and more; or empty
 */
public record Task(
    String id,
    Map<String, Object> spec,
    TaskStatus status,
    Instant createdAt,
    String createdBy,
    Optional<Instant> heartbeatAt,
    long lastEvent,
    Optional<Map<String, Object>> waiting) {

  /** Returns the reference of its template, or nothing for one without. */
  public String templateRef() {
    return spec.get("templateInfo") instanceof Map<?, ?> info
        ? String.valueOf(info.get("entityRef"))
        : "";
  }
}
