package dev.callboard.platform.database;

import static java.util.Objects.requireNonNull;

/**
 * A row of the outbox of a plugin's database.
 *
 * @param id unique over all databases, not null
 * @param body the record as canonical JSON, not null
 */
public record OutboxRow(String id, String body) {
  /** Checks the arguments. */
  public OutboxRow {
    requireNonNull(id, "id is null");
    requireNonNull(body, "body is null");
  }
}
